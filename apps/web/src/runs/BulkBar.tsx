import { Button, CloseButton, Group, Paper, Progress, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';

type Bulk = NonNullable<ApiOutputs['runs']['bulk']>;

const everyMs = 1_000;

/** How far the last action over many runs has come, and the way back until it starts. Silent about one that was over when the list was opened. */
export function BulkBar() {
  const [followed, setFollowed] = useState<string | null>(null);
  const { data: bulk = null } = useQuery({
    ...trpc.runs.bulk.queryOptions(),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? everyMs : false),
  });
  const isOn = isUnderWay(bulk);
  useEffect(() => {
    if (isOn && bulk !== null) setFollowed(bulk.id);
  }, [isOn, bulk]);
  return bulk !== null && (isOn || followed === bulk.id) && <BulkState bulk={bulk} onClose={() => setFollowed(null)} />;
}

function BulkState({ bulk: { id, action, state, startsAt, total, done, leftOut }, onClose }: { bulk: Bulk; onClose(): void }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), everyMs, { autoInvoke: true });
  const undo = useMutation(
    trpc.runs.cancelBulk.mutationOptions({
      onError: useReportError(),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.runs.bulk.queryKey() }),
    }),
  );
  const seconds = Math.max(0, Math.ceil((Date.parse(startsAt) - now) / 1_000));
  const what = t(`bulk.what.${action}`);
  const runs = total === null ? t('bulk.allFitting') : t('bulk.count', { count: total });
  const said = t(`bulk.${state}`, { what, runs, seconds, done, total: total ?? '…' });
  return (
    <Paper withBorder p="sm" mb="md" data-testid="bulk" data-state={state}>
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" flex={1} role={state === 'planned' ? 'timer' : 'status'}>
          {said} {state !== 'planned' && leftOut > 0 && t('bulk.leftOut', { count: leftOut })}
        </Text>
        {state === 'planned' && (
          <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={15} />} loading={undo.isPending} onClick={() => undo.mutate({ id })}>
            {t('versions.undo')}
          </Button>
        )}
        {(state === 'done' || state === 'cancelled') && <CloseButton aria-label={t('app.close')} onClick={onClose} />}
      </Group>
      {state === 'running' && total !== null && <Progress mt="xs" value={((done + leftOut) / Math.max(1, total)) * 100} size="sm" aria-label={said} />}
    </Paper>
  );
}

function isUnderWay(bulk: Bulk | null | undefined): boolean {
  return bulk?.state === 'planned' || bulk?.state === 'running';
}
