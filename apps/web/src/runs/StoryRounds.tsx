import { ActionIcon, Group, Text } from '@mantine/core';
import type { Step } from '@noi/flow';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Story.module.css';
import { firstRound, type StoryLine, type StoryRound } from './storyLines.ts';

interface StoryRoundsProps {
  readonly step: Step | undefined;
  readonly rounds: readonly StoryRound[];
  children(lines: readonly StoryLine[]): ReactNode;
}

/** What ran inside a container: of a loop one item at a time, paged. */
export function StoryRounds({ step, rounds, children }: StoryRoundsProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? firstRound(rounds), rounds.length - 1);
  const round = rounds[at];
  if (!round) return null;
  const isLoop = step?.kind === 'forEach' || step?.kind === 'repeat';
  const label = t(step?.kind === 'repeat' ? 'runs.round' : 'runs.item', { number: round.index + 1, count: (rounds.at(-1)?.index ?? 0) + 1 });

  return (
    <div className={classes.rounds}>
      {isLoop && (
        <Group gap={4} mb={6} role="group" aria-label={t('runs.rounds')}>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('runs.roundBefore')} disabled={at === 0} onClick={() => setChosen(at - 1)}>
            <IconChevronLeft size={15} />
          </ActionIcon>
          <Text size="xs" fw={500} aria-live="polite">
            {label}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('runs.roundAfter')}
            disabled={at === rounds.length - 1}
            onClick={() => setChosen(at + 1)}
          >
            <IconChevronRight size={15} />
          </ActionIcon>
        </Group>
      )}
      {children(round.lines)}
    </div>
  );
}
