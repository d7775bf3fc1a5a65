import { Alert, Anchor, Button, Card, Code, CopyButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { ConfirmButton, RowSkeletons } from '@noi/ui';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { readError } from '../errors/readError.ts';
import { useReportError } from '../errors/useReportError.ts';
import { formatRelative } from '../words/format.ts';
import { useLanguage } from '../words/useText.ts';

/** Keys for the shop's own programs: made, shown once, revoked. */
export function ApiKeys() {
  const { t } = useTranslation();
  const keys = useQuery(trpc.apiKeys.list.queryOptions());
  return (
    <Card withBorder padding="lg" component="section" aria-label={t('settings.keys')}>
      <Title order={2} fz="1.0625rem">
        {t('settings.keys')}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        {t('settings.keysHint')}{' '}
        <Anchor href="/api/v1/openapi.json" target="_blank" rel="noreferrer" size="sm" underline="always">
          {t('settings.reference')}
        </Anchor>
      </Text>
      {keys.isPending && <RowSkeletons rows={2} label={t('app.loading')} />}
      {keys.isError &&
        (readError(keys.error).code === 'forbidden' ? (
          <Text size="sm">{t('settings.keysNotYours')}</Text>
        ) : (
          <QueryError error={keys.error} onRetry={() => void keys.refetch()} />
        ))}
      {keys.data && (
        <Stack>
          <NewKey />
          {keys.data.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('settings.keysEmpty')}
            </Text>
          )}
          {keys.data.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

function NewKey() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        setName('');
        return queryClient.invalidateQueries({ queryKey: trpc.apiKeys.pathKey() });
      },
    }),
  );
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (name.trim()) create.mutate({ name: name.trim() });
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          flex={1}
          label={t('settings.keyName')}
          placeholder={t('settings.keyNamePlaceholder')}
          value={name}
          onChange={(changed) => setName(changed.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name.trim() === ''} loading={create.isPending}>
          {t('settings.keyCreate')}
        </Button>
      </Group>
      {create.data && (
        <Alert mt="sm" color="teal" icon={<IconKey size={18} />} title={t('settings.keyShown')}>
          <Group gap="xs" wrap="nowrap">
            <Code style={{ overflowWrap: 'anywhere' }}>{create.data.key}</Code>
            <CopyButton value={create.data.key}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="light" onClick={copy} style={{ flex: 'none' }}>
                  {copied ? t('settings.keyCopied') : t('settings.keyCopy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
    </form>
  );
}

function KeyRow({ apiKey }: { apiKey: { id: string; name: string; prefix: string; createdAt: string; lastUsedAt: string | null } }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({ onError: useReportError(), onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.apiKeys.pathKey() }) }),
  );
  const used = apiKey.lastUsedAt ? t('settings.keyUsed', { when: formatRelative(apiKey.lastUsedAt, language) }) : t('settings.keyUnused');
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" fw={500}>
          {apiKey.name} <Code>{apiKey.prefix}…</Code>
        </Text>
        <Text size="xs" c="dimmed">
          {t('settings.keyCreated', { when: formatRelative(apiKey.createdAt, language) })} · {used}
        </Text>
      </div>
      <ConfirmButton
        size="compact-sm"
        variant="subtle"
        color="red"
        style={{ flex: 'none' }}
        isDangerous
        title={t('settings.keyRevokeTitle', { name: apiKey.name })}
        question={t('settings.keyRevokeQuestion')}
        confirmLabel={t('settings.keyRevoke')}
        cancelLabel={t('app.cancel')}
        onConfirm={async () => void (await revoke.mutateAsync({ id: apiKey.id }).catch(() => null))}
      >
        {t('settings.keyRevoke')}
      </ConfirmButton>
    </Group>
  );
}
