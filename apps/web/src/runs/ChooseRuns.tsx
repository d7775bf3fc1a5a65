import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BulkActions } from './BulkActions.tsx';
import type { RunsFilter } from './runsSearch.ts';

/** Ids that were ticked, or every run that the filter means. */
export type Choice = ReadonlySet<string> | 'all';

interface ChooseRunsProps {
  readonly filter: RunsFilter;
  readonly shown: readonly string[];
  readonly hasMore: boolean;
  readonly choice: Choice;
  onChoose(choice: Choice): void;
}

/** Above the list: ticks all of it, and offers what can be done to the chosen runs. */
export function ChooseRuns({ filter, shown, hasMore, choice, onChoose }: ChooseRunsProps) {
  const { t } = useTranslation();
  const count = choice === 'all' ? shown.length : choice.size;
  const isWhole = choice === 'all' || (count > 0 && count === shown.length);
  return (
    <Group gap="md" mb="xs" mih={34}>
      <Checkbox
        size="sm"
        label={count === 0 ? t('bulk.chooseAll') : choice === 'all' ? t('bulk.allChosen') : t('bulk.chosen', { count })}
        checked={isWhole}
        indeterminate={count > 0 && !isWhole}
        onChange={() => onChoose(isWhole ? new Set() : new Set(shown))}
      />
      {isWhole && choice !== 'all' && hasMore && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChoose('all')}>
          {t('bulk.chooseFilter')}
        </Button>
      )}
      {choice === 'all' && (
        <Text size="xs" c="dimmed">
          {t('bulk.allHint')}
        </Text>
      )}
      {count > 0 && <BulkActions filter={filter} chosen={choice === 'all' ? null : [...choice]} onAsked={() => onChoose(new Set())} />}
    </Group>
  );
}
