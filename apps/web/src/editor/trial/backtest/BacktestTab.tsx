import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { IconChartBar } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, trpc } from '../../../api/trpc.ts';
import { QueryError } from '../../../errors/QueryError.tsx';
import { useReportError } from '../../../errors/useReportError.ts';
import { useEditorContext } from '../../store/EditorContext.ts';
import { TrialProblem } from '../TrialProblem.tsx';
import { BacktestResult } from './BacktestResult.tsx';

const askEveryMs = 700;

/** Walks the draft through the shop's last month, beside the live version. */
export function BacktestTab() {
  const { t } = useTranslation();
  const { flowId, queue } = useEditorContext();
  const cache = useQueryClient();
  const report = useReportError();
  const latest = useQuery({
    ...trpc.backtests.latest.queryOptions({ flowId }),
    staleTime: 0,
    refetchInterval: ({ state }) => (isOpen(state.data?.state) ? askEveryMs : false),
  });
  const start = useMutation({
    async mutationFn() {
      await queue.flush();
      return await api.backtests.start.mutate({ id: flowId });
    },
    onSuccess: (backtest) => cache.setQueryData(trpc.backtests.latest.queryKey({ flowId }), backtest),
  });
  const cancel = useMutation(trpc.backtests.cancel.mutationOptions({ onSuccess: () => void latest.refetch(), onError: report }));

  if (latest.error) return <QueryError error={latest.error} onRetry={() => void latest.refetch()} />;
  if (latest.isPending) return <RowSkeletons rows={3} label={t('app.loading')} />;
  const backtest = latest.data;
  return (
    <Stack gap="md">
      <Text size="sm">{t('trial.backtestHint')}</Text>
      <Text size="xs" c="dimmed">
        {t('trial.backtestAssumes')}
      </Text>
      {start.error && <TrialProblem error={start.error} />}
      {isOpen(backtest?.state) && backtest ? (
        <Stack gap="xs">
          <Text size="sm" role="status">
            {backtest.eventsTotal === null ? t('trial.backtestQueued') : t('trial.backtestRunning', { done: backtest.eventsDone, total: backtest.eventsTotal })}
          </Text>
          <Progress value={backtest.eventsTotal ? (100 * backtest.eventsDone) / backtest.eventsTotal : 0} animated aria-label={t('trial.backtest')} />
          <Group justify="flex-end">
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: backtest.id })}>
              {t('trial.backtestCancel')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Group>
          <Button leftSection={<IconChartBar size={16} />} loading={start.isPending} onClick={() => start.mutate()}>
            {t(backtest?.state === 'done' ? 'trial.backtestAgain' : 'trial.backtestStart')}
          </Button>
        </Group>
      )}
      {backtest?.state === 'failed' && <Alert color="red">{t('trial.backtestFailed')}</Alert>}
      {backtest?.state === 'done' && <BacktestResult backtest={backtest} />}
    </Stack>
  );
}

function isOpen(state: string | undefined): boolean {
  return state === 'queued' || state === 'running';
}
