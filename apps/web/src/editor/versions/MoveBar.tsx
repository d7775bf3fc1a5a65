import { Button, CloseButton, Group, Progress, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../../api/trpc.ts';
import { useReportError } from '../../errors/useReportError.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import classes from './MoveBar.module.css';

type Move = NonNullable<ApiOutputs['flows']['move']['move']>;

const everyMs = 1_000;
const words = { planned: 'versions.planned', moving: 'versions.moving', done: 'versions.moved', cancelled: 'versions.calledOff' } as const;

/** How far the runs are that the last publish moves or ends, and the way back until it starts. Silent about those that were over when the editor was opened. */
export function MoveBar() {
  const { flowId } = useEditorContext();
  const [followed, setFollowed] = useState<string | null>(null);
  const { data } = useQuery({
    ...trpc.flows.move.queryOptions({ id: flowId }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.move) ? everyMs : false),
  });
  const move = data?.move ?? null;
  const isOn = isUnderWay(move);
  useEffect(() => {
    if (isOn && move !== null) setFollowed(move.id);
  }, [isOn, move]);
  return move !== null && (isOn || followed === move.id) && <MoveState move={move} onClose={() => setFollowed(null)} />;
}

function MoveState({ move: { state, total, done, kept, startsAt }, onClose }: { move: Move; onClose(): void }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), everyMs, { autoInvoke: true });
  const undo = useMutation(
    trpc.flows.cancelMove.mutationOptions({
      onError: useReportError(),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.flows.move.queryKey({ id: flowId }) }),
    }),
  );
  const seconds = Math.max(0, Math.ceil((Date.parse(startsAt) - now) / 1_000));
  const said = state === 'done' && kept > 0 ? t('versions.movedButKept', { moved: total - kept, kept }) : t(words[state], { seconds, total, done });
  return (
    <div className={classes.bar} data-testid="move" data-state={state}>
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" flex={1} role={state === 'planned' ? 'timer' : 'status'}>
          {said}
        </Text>
        {state === 'planned' && (
          <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={15} />} loading={undo.isPending} onClick={() => undo.mutate({ id: flowId })}>
            {t('versions.undo')}
          </Button>
        )}
        {(state === 'done' || state === 'cancelled') && <CloseButton aria-label={t('app.close')} onClick={onClose} />}
      </Group>
      {state === 'moving' && <Progress value={(done / Math.max(1, total)) * 100} size="sm" aria-label={said} />}
    </div>
  );
}

function isUnderWay(move: Move | null | undefined): boolean {
  return move?.state === 'planned' || move?.state === 'moving';
}
