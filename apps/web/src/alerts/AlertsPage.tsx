import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons, StateBadge } from '@noi/ui';
import { IconBell, IconBellOff, IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { BlameBadge } from '../errors/BlameBadge.tsx';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { formatRelative } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import { AlertChannels } from './AlertChannels.tsx';

type Alert = ApiOutputs['alerts']['list'][number];

const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.alerts.pathKey() });

/** What the shop was told about, and where it is told. Who opens it has seen what is there. */
export function AlertsPage() {
  const { t } = useTranslation();
  const alerts = useQuery(trpc.alerts.list.queryOptions());
  const { mutate: markSeen } = useMutation(trpc.alerts.markSeen.mutationOptions({ onSuccess: refresh }));
  const hasNews = alerts.data?.some((alert) => !alert.isSeen) ?? false;
  useEffect(() => {
    if (hasNews) markSeen();
  }, [hasNews, markSeen]);

  return (
    <Page size="narrow">
      <PageHeader title={t('alerts.title')} summary={t('alerts.summary')} />
      <Stack gap="lg">
        {alerts.isPending && <RowSkeletons rows={3} label={t('app.loading')} />}
        {alerts.isError && <QueryError error={alerts.error} onRetry={() => void alerts.refetch()} />}
        {alerts.data?.length === 0 && (
          <EmptyState icon={<IconBell size={28} />} title={t('alerts.title')}>
            {t('alerts.empty')}
          </EmptyState>
        )}
        {alerts.data?.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
        <AlertChannels />
      </Stack>
    </Page>
  );
}

function AlertCard({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const mute = useMutation(trpc.alerts.mute.mutationOptions({ onError: useReportError(), onSuccess: refresh }));
  const { title, detail, todo } = alert.words;
  const when = (time: string) => formatRelative(time, language);

  return (
    <Card withBorder padding="md" component="article" aria-label={text(title)}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Text fw={600}>{text(title)}</Text>
        {alert.resolvedAt ? (
          <StateBadge meaning="success" icon={<IconCheck size={13} />}>
            {t('alerts.resolved')}
          </StateBadge>
        ) : (
          <BlameBadge blame={alert.blame} />
        )}
      </Group>
      <Text size="sm" mt={4}>
        {text(detail)}
      </Text>
      <Text size="sm" c="dimmed" mt={2}>
        {text(todo)}
      </Text>
      <Text size="xs" c="dimmed" mt="xs">
        {[t('alerts.since', { from: when(alert.openedAt), last: when(alert.lastAt) }), alert.isMuted && t('alerts.muted')].filter(Boolean).join(' · ')}
      </Text>
      {alert.deliveries.map(({ channel, target, state, problem }) => (
        <Text key={`${channel} ${target}`} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t(`alerts.${state === 'sending' ? 'pending' : state}`, { target })}
          {problem && ` · ${text(problem)}`}
        </Text>
      ))}
      <Group mt="xs" mx={-8} gap={4}>
        {alert.flowId && (
          <Button size="compact-sm" variant="subtle" renderRoot={(props) => <Link to="/flows/$id" params={{ id: alert.flowId ?? '' }} {...props} />}>
            {t('alerts.toFlow')}
          </Button>
        )}
        {alert.kind === 'runs_failed' && alert.flowId && (
          <Button
            size="compact-sm"
            variant="subtle"
            renderRoot={(props) => <Link to="/runs" search={{ flowId: alert.flowId ?? '', failures: true }} {...props} />}
          >
            {t('retry.toFailures')}
          </Button>
        )}
        {!alert.resolvedAt && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={alert.isMuted ? <IconBell size={14} /> : <IconBellOff size={14} />}
            loading={mute.isPending}
            onClick={() => mute.mutate({ id: alert.id, isMuted: !alert.isMuted })}
          >
            {t(alert.isMuted ? 'alerts.unmute' : 'alerts.mute')}
          </Button>
        )}
      </Group>
    </Card>
  );
}
