import { Alert, Stack, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { RelatedRun } from './RelatedRun.tsx';

type Turn = NonNullable<ApiOutputs['runs']['get']['turn']>;

/** What a run waits for that has not begun: which runs are before it, and how many. */
export function QueuedTurn({ turn }: { turn: Turn }) {
  const { t } = useTranslation();
  const words = useTurnWords(turn);
  return (
    <Alert color="gray" icon={<IconClock size={18} />} title={t('runs.queued')} data-testid="turn">
      <Text size="sm">{words}</Text>
      <Stack gap={4} mt={turn.running.length > 0 ? 'xs' : 0}>
        {turn.running.map((run) => (
          <RelatedRun key={run.runId} related={run} words={run.subject ?? t('runs.noSubject')} />
        ))}
      </Stack>
      {turn.ahead > 0 && (
        <Text size="sm" mt={6}>
          {t('runs.turnAhead', { count: turn.ahead })}
        </Text>
      )}
    </Alert>
  );
}

function useTurnWords({ cause, limit }: Turn): string {
  const { t } = useTranslation();
  if (cause === 'person') return t('runs.turnPerson');
  return cause === 'limit' ? t('runs.turnLimit', { count: limit ?? 1 }) : t('runs.turnNone');
}
