import { Anchor, Card, Group, List, Progress, Text } from '@mantine/core';
import { ConfirmButton, type Meaning, StateBadge } from '@noi/ui';
import { IconCheck, IconPlayerPlay, IconPlayerStop, IconTestPipe } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { useText } from '../words/useText.ts';
import { useFailureTitle } from './useFailureTitle.ts';

type Retry = ApiOutputs['runs']['failures']['retries'][number];

const looks: Record<Retry['state'], { readonly meaning: Meaning; readonly icon: ReactNode }> = {
  trying: { meaning: 'wait', icon: <IconTestPipe size={13} /> },
  running: { meaning: 'message', icon: <IconPlayerPlay size={13} /> },
  done: { meaning: 'success', icon: <IconCheck size={13} /> },
  stopped: { meaning: 'held', icon: <IconPlayerStop size={13} /> },
};

/** One “retry all”: how far it is, what it left, and the way to stop it. */
export function RetryCard({ retry }: { retry: Retry }) {
  const { t } = useTranslation();
  const { state, stoppedBy, total, counts } = retry;
  const title = useFailureTitle(retry);
  const share = (count: number) => (count / total) * 100;
  const said = (['asked', 'failed', 'left', 'pending'] as const).filter((kind) => counts[kind] > 0);

  return (
    <Card withBorder padding="md" component="article" aria-label={`${title}, ${t(`retry.state.${state}`)}`}>
      <Group justify="space-between" align="flex-start" gap="xs" mb="xs">
        <Text fw={600}>{title}</Text>
        <StateBadge {...looks[state]}>{t(`retry.state.${state}`)}</StateBadge>
      </Group>
      <Progress.Root>
        <Progress.Section value={share(counts.through)} color="teal" aria-label={t('retry.progress')} />
        <Progress.Section value={share(counts.asked)} color="blue" striped animated aria-hidden />
        <Progress.Section value={share(counts.failed)} color="red" aria-hidden />
        <Progress.Section value={share(counts.left)} color="gray" aria-hidden />
      </Progress.Root>
      <Group justify="space-between" mt="xs" gap="xs">
        <Text size="sm" aria-live="polite">
          {[t('retry.through', { count: counts.through, total }), ...said.map((kind) => t(`retry.${kind}`, { count: counts[kind] }))].join(' · ')}
        </Text>
        {retry.endedAt === null && <StopRetry id={retry.id} />}
      </Group>
      {stoppedBy !== null && (
        <Text size="sm" mt="xs">
          {t(stoppedBy === 'failures' ? 'retry.stoppedByFailures' : 'retry.stoppedByPerson')}
        </Text>
      )}
      {retry.left.length > 0 && <Left left={retry.left} />}
    </Card>
  );
}

function StopRetry({ id }: { id: string }) {
  const { t } = useTranslation();
  const stop = useMutation(
    trpc.runs.stopRetry.mutationOptions({
      onError: useReportError(),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() }),
    }),
  );
  return (
    <ConfirmButton
      size="xs"
      variant="default"
      leftSection={<IconPlayerStop size={14} />}
      title={t('retry.stop')}
      question={t('retry.stopQuestion')}
      confirmLabel={t('retry.stop')}
      cancelLabel={t('app.cancel')}
      onConfirm={async () => void (await stop.mutateAsync({ id }).catch(() => null))}
    >
      {t('retry.stop')}
    </ConfirmButton>
  );
}

function Left({ left }: { left: Retry['left'] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      <Text size="sm" fw={500} mt="sm">
        {t('retry.leftTitle')}
      </Text>
      <List size="sm">
        {left.map(({ runId, reason }) => (
          <List.Item key={runId}>
            {text(reason)}{' '}
            <Anchor renderRoot={(props) => <Link to="/runs/$id" params={{ id: runId }} {...props} />} size="sm">
              {t('retry.open')}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </>
  );
}
