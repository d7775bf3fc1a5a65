import { ActionIcon, Alert, Button, Card, Code, CopyButton, Group, Text, Title, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ConfirmButton, StateBadge } from '@noi/ui';
import { IconAlertTriangle, IconCheck, IconCircleCheck, IconCopy, IconFlask, IconPencil, IconPlugConnected, IconShieldX, IconWorld } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { PackageIcon } from '../flows/PackageIcon.tsx';
import { formatRelative } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import type { Connection } from './Connection.ts';
import classes from './ConnectionCard.module.css';
import { EditConnection } from './EditConnection.tsx';
import { Rejections } from './Rejections.tsx';
import { UsedBy } from './UsedBy.tsx';

/** One account: whether it works, where its callbacks go, and what was turned away at its door. */
export function ConnectionCard({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const reportError = useReportError();
  const [opened, setOpened] = useState<'edit' | 'rejections' | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.connections.pathKey() });
  const test = useMutation(
    trpc.connections.test.mutationOptions({
      onError: reportError,
      onSuccess: (answer) => {
        if (answer.ok) notifications.show({ color: 'teal', title: connection.name, message: t('connections.testOk', { account: answer.account }) });
        else notifications.show({ color: 'red', title: t('connections.testFailed'), message: text(answer.problem) });
        return refresh();
      },
    }),
  );
  const remove = useMutation(trpc.connections.remove.mutationOptions({ onError: reportError, onSuccess: refresh }));

  return (
    <Card component="li" withBorder padding="md" style={{ listStyle: 'none' }} aria-label={connection.name}>
      <div className={classes.card}>
        <PackageIcon packageId={connection.packageId} size={36} />
        <div className={classes.about}>
          <Group gap="xs">
            <Title order={2} fz="0.9375rem">
              {connection.name}
            </Title>
            <StateBadge
              size="sm"
              meaning={connection.mode === 'live' ? 'message' : 'logic'}
              icon={connection.mode === 'live' ? <IconWorld size={11} /> : <IconFlask size={11} />}
            >
              {t(`connections.${connection.mode}`)}
            </StateBadge>
            <StateBadge
              size="sm"
              meaning={connection.state === 'ok' ? 'success' : 'failure'}
              icon={connection.state === 'ok' ? <IconCircleCheck size={11} /> : <IconAlertTriangle size={11} />}
            >
              {t(`connections.${connection.state}`)}
            </StateBadge>
          </Group>
          <Text size="sm" c="dimmed" mt={2}>
            {connection.account ? t('connections.account', { account: connection.account }) : null}
            {connection.account ? ' · ' : null}
            {connection.testedAt ? t('connections.testedAt', { when: formatRelative(connection.testedAt, language) }) : t('connections.neverTested')}
          </Text>
          {connection.problem && (
            <Alert color="red" mt="sm" icon={<IconAlertTriangle size={18} />}>
              {text(connection.problem)}
            </Alert>
          )}
          {connection.doorUrl && <Door url={connection.doorUrl} />}
          {connection.rejections24h > 0 && (
            <Button
              mt="xs"
              ml={-8}
              size="compact-sm"
              variant="subtle"
              color="red"
              leftSection={<IconShieldX size={14} />}
              onClick={() => setOpened('rejections')}
            >
              {t('connections.rejections', { count: connection.rejections24h })}
            </Button>
          )}
          <UsedBy connectionId={connection.id} />
        </div>
        <Group gap="xs" className={classes.actions}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlugConnected size={14} />}
            loading={test.isPending}
            onClick={() => test.mutate({ id: connection.id })}
          >
            {t('connections.test')}
          </Button>
          <Button size="compact-sm" variant="default" leftSection={<IconPencil size={14} />} onClick={() => setOpened('edit')}>
            {t('connections.edit')}
          </Button>
          <ConfirmButton
            size="compact-sm"
            variant="subtle"
            color="red"
            isDangerous
            title={t('connections.remove')}
            question={t('connections.removeQuestion', { name: connection.name })}
            confirmLabel={t('connections.remove')}
            cancelLabel={t('app.cancel')}
            onConfirm={async () => void (await remove.mutateAsync({ id: connection.id }).catch(() => null))}
          >
            {t('app.remove')}
          </ConfirmButton>
        </Group>
      </div>
      <EditConnection connection={connection} isOpen={opened === 'edit'} onClose={() => setOpened(null)} />
      <Rejections connection={connection} isOpen={opened === 'rejections'} onClose={() => setOpened(null)} />
    </Card>
  );
}

function Door({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.door}>
      <Text span size="xs" c="dimmed" title={t('connections.doorHint')}>
        {t('connections.door')}
      </Text>
      <Code className={classes.address}>{url}</Code>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('connections.copied') : t('connections.doorHint')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('connections.copy')} onClick={copy}>
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
