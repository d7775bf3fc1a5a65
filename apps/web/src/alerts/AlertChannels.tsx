import { Alert, Button, Card, Code, Group, NumberInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { RowSkeletons } from '@noi/ui';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { readError } from '../errors/readError.ts';
import { useReportError } from '../errors/useReportError.ts';

type Settings = ApiOutputs['alerts']['settings'];

/** Where the shop is told, how often, and how long its data is kept. */
export function AlertChannels() {
  const { t } = useTranslation();
  const settings = useQuery(trpc.alerts.settings.queryOptions());
  return (
    <Card withBorder padding="lg" component="section" aria-label={t('alerts.channels')}>
      <Title order={2} fz="1.0625rem" mb="sm">
        {t('alerts.channels')}
      </Title>
      {settings.isPending && <RowSkeletons rows={2} label={t('app.loading')} />}
      {settings.isError &&
        (readError(settings.error).code === 'forbidden' ? (
          <Text size="sm">{t('alerts.channelsNotYours')}</Text>
        ) : (
          <QueryError error={settings.error} onRetry={() => void settings.refetch()} />
        ))}
      {settings.data && <ChannelForm settings={settings.data} />}
    </Card>
  );
}

function ChannelForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { email, webhook, zalo } = settings.channels;
  const [mailbox, setMailbox] = useState<string | null>(email?.connectionId ?? null);
  const [to, setTo] = useState(email?.to.join(', ') ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [ages, setAges] = useState({ quietMinutes: settings.quietMinutes, stepDataDays: settings.stepDataDays, eventDays: settings.eventDays });
  const [account, setAccount] = useState<string | null>(zalo?.connectionId ?? null);
  const [userId, setUserId] = useState(zalo?.userId ?? '');
  const connections = useQuery(trpc.connections.list.queryOptions());
  const accounts = (wanted: string) => (connections.data ?? []).filter(({ type }) => type === wanted).map(({ id, name }) => ({ value: id, label: name }));
  const report = useReportError();
  const save = useMutation(
    trpc.alerts.save.mutationOptions({
      onError: report,
      onSuccess: () => {
        notifications.show({ message: t('alerts.saved') });
        return queryClient.invalidateQueries({ queryKey: trpc.alerts.pathKey() });
      },
    }),
  );
  const test = useMutation(
    trpc.alerts.test.mutationOptions({
      onError: report,
      onSuccess: ({ isSent }) => {
        notifications.show({ message: t(isSent ? 'alerts.testSent' : 'alerts.testNone') });
        return queryClient.invalidateQueries({ queryKey: trpc.alerts.pathKey() });
      },
    }),
  );
  const addresses = to.split(/[,;\s]+/).filter(Boolean);
  const number = (key: keyof typeof ages, label: string, [min, max]: readonly [number, number]) => (
    <NumberInput label={label} min={min} max={max} value={ages[key]} onChange={(value) => setAges({ ...ages, [key]: Number(value) })} />
  );

  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        save.mutate({
          channels: {
            email: mailbox && addresses.length > 0 ? { connectionId: mailbox, to: addresses } : null,
            webhook: url.trim() === '' ? null : { url: url.trim() },
            zalo: account && userId.trim() !== '' ? { connectionId: account, userId: userId.trim() } : null,
          },
          ...ages,
        });
      }}
    >
      <Stack gap="sm">
        <Select
          label={t('alerts.emailAccount')}
          placeholder={t('alerts.emailNone')}
          data={accounts('core.smtp')}
          value={mailbox}
          onChange={setMailbox}
          clearable
        />
        {mailbox && (
          <TextInput label={t('alerts.emailTo')} description={t('alerts.emailToHint')} value={to} onChange={(changed) => setTo(changed.currentTarget.value)} />
        )}
        <Select label={t('alerts.zaloAccount')} placeholder={t('alerts.zaloNone')} data={accounts('zalo.oa')} value={account} onChange={setAccount} clearable />
        {account && (
          <TextInput
            label={t('alerts.zaloUser')}
            description={t('alerts.zaloUserHint')}
            value={userId}
            onChange={(changed) => setUserId(changed.currentTarget.value)}
          />
        )}
        <TextInput label={t('alerts.webhook')} description={t('alerts.webhookHint')} value={url} onChange={(changed) => setUrl(changed.currentTarget.value)} />
        {save.data?.secret && (
          <Alert color="teal" icon={<IconKey size={18} />} title={t('alerts.secret')}>
            <Code style={{ overflowWrap: 'anywhere' }}>{save.data.secret}</Code>
          </Alert>
        )}
        {number('quietMinutes', t('alerts.quiet'), [5, 10_080])}
        {number('stepDataDays', t('alerts.stepDays'), [7, 3_650])}
        {number('eventDays', t('alerts.eventDays'), [30, 3_650])}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('app.save')}
          </Button>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('alerts.test')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
