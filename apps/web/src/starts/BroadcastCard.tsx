import { Button, Card, Group, Progress, Text } from '@mantine/core';
import { ConfirmButton, type Meaning, StateBadge } from '@noi/ui';
import { IconCheck, IconDownload, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, api, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { saveFile } from '../files/saveFile.ts';
import { formatCount, formatDateTime } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import { csvOf } from './csvOf.ts';

type Broadcast = ApiOutputs['broadcasts']['list'][number];

const looks: Record<Broadcast['state'], { readonly meaning: Meaning; readonly icon: ReactNode }> = {
  running: { meaning: 'message', icon: <IconPlayerPlay size={13} /> },
  paused: { meaning: 'held', icon: <IconPlayerPause size={13} /> },
  done: { meaning: 'success', icon: <IconCheck size={13} /> },
  cancelled: { meaning: 'held', icon: <IconPlayerStop size={13} /> },
};

/** One list under way or ended: how far it is, and what can be done about it. */
export function BroadcastCard({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, name, state, sent, total, rejected, perMinute } = broadcast;
  const isOpen = state === 'running' || state === 'paused';
  const change = useMutation(
    trpc.broadcasts.setState.mutationOptions({
      onError: useReportError(),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.broadcasts.pathKey() }),
    }),
  );

  return (
    <Card withBorder padding="md" component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="xs" c="dimmed">
            {t('starts.listFacts', { when: formatDateTime(broadcast.createdAt), perMinute })}
          </Text>
        </div>
        <StateBadge {...looks[state]}>{t(`starts.listState.${state}`)}</StateBadge>
      </Group>
      <Progress value={total === 0 ? 100 : (sent / total) * 100} aria-label={t('starts.progress')} color={state === 'done' ? 'teal' : 'blue'} />
      <Group justify="space-between" mt="xs" gap="xs">
        <Text size="sm" aria-live="polite">
          {t('starts.sentOf', { sent: formatCount(sent, language), total: formatCount(total, language) })}
          {state === 'running' && sent < total && ` · ${t('starts.minutesLeft', { count: Math.ceil((total - sent) / perMinute) })}`}
        </Text>
        <Group gap="xs">
          {rejected > 0 && <DownloadRejected broadcast={broadcast} />}
          {state === 'running' && (
            <Button size="xs" variant="default" leftSection={<IconPlayerPause size={14} />} onClick={() => change.mutate({ id, state: 'paused' })}>
              {t('starts.pauseList')}
            </Button>
          )}
          {state === 'paused' && (
            <Button size="xs" leftSection={<IconPlayerPlay size={14} />} onClick={() => change.mutate({ id, state: 'running' })}>
              {t('starts.resumeList')}
            </Button>
          )}
          {isOpen && (
            <ConfirmButton
              size="xs"
              variant="default"
              isDangerous
              title={t('starts.cancelList')}
              question={t('starts.cancelQuestion', { left: formatCount(total - sent, language) })}
              confirmLabel={t('starts.cancelList')}
              cancelLabel={t('starts.keepList')}
              onConfirm={() => change.mutateAsync({ id, state: 'cancelled' }).then(() => undefined)}
            >
              {t('starts.cancelList')}
            </ConfirmButton>
          )}
        </Group>
      </Group>
    </Card>
  );
}

function DownloadRejected({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation();
  const text = useText();
  const load = useMutation({
    mutationFn: () => api.broadcasts.rejected.query({ id: broadcast.id }),
    onError: useReportError(),
    onSuccess: (rows) => {
      const headings = [...broadcast.columns.map(({ label }) => label), t('starts.reason'), t('starts.line')];
      const width = broadcast.columns.length;
      const body = rows.map(({ cells, reason, line }) => {
        // What stood beyond the last column comes after the line's number.
        const own = Array.from({ length: width }, (_, at) => cells[at] ?? '');
        return [...own, text(reason), String(line), ...cells.slice(width)];
      });
      saveFile(`${broadcast.name} - ${t('starts.rejectedFile')}.csv`, new Blob([csvOf([headings, ...body])], { type: 'text/csv;charset=utf-8' }));
    },
  });
  return (
    <Button size="xs" variant="subtle" leftSection={<IconDownload size={14} />} loading={load.isPending} onClick={() => load.mutate()}>
      {t('starts.downloadRejected', { count: broadcast.rejected })}
    </Button>
  );
}
