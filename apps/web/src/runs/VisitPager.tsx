import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { itemOf } from './stepVisits.ts';

interface VisitPagerProps {
  readonly rows: readonly ApiOutputs['runs']['get']['steps'][number][];
  readonly at: number;
  onTurn(at: number): void;
}

/** Turns to another time that the step ran: another item of its loop, another round. */
export function VisitPager({ rows, at, onTurn }: VisitPagerProps) {
  const { t } = useTranslation();
  const row = rows[at];
  const item = row ? itemOf(row) : null;
  const visit = t('runs.visit', { number: at + 1, count: rows.length });
  return (
    <Group gap={4} role="group" aria-label={t('runs.rounds')}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('runs.roundBefore')} disabled={at === 0} onClick={() => onTurn(at - 1)}>
        <IconChevronLeft size={15} />
      </ActionIcon>
      <Text size="sm" fw={500} aria-live="polite">
        {item === null ? visit : `${visit} · ${t('runs.forItem', { number: item })}`}
      </Text>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('runs.roundAfter')} disabled={at === rows.length - 1} onClick={() => onTurn(at + 1)}>
        <IconChevronRight size={15} />
      </ActionIcon>
    </Group>
  );
}
