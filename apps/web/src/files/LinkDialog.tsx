import { Alert, Button, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { ConfirmButton, RowSkeletons } from '@noi/ui';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { formatDateTime } from '../words/format.ts';

const spans = [7, 30, 90];

/** Links by which other shops look at a flow and take a copy: made, shown once, withdrawn. */
export function LinkDialog({ flowId, name, onClose }: { flowId: string; name: string; onClose(): void }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(30);
  const links = useQuery(trpc.files.links.queryOptions({ id: flowId }));
  const create = useMutation(
    trpc.files.createLink.mutationOptions({
      onError: useReportError(),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.files.links.queryKey({ id: flowId }) }),
    }),
  );

  return (
    <Modal opened onClose={onClose} size="lg" title={t('files.linkTitle', { name })}>
      <Text size="sm" c="dimmed">
        {t('files.linkHint')}
      </Text>
      <Group align="flex-end" mt="md" gap="xs">
        <Select
          label={t('files.linkFor')}
          data={spans.map((span) => ({ value: String(span), label: t('files.linkDays', { count: span }) }))}
          value={String(days)}
          allowDeselect={false}
          onChange={(value) => setDays(Number(value ?? 30))}
        />
        <Button leftSection={<IconLink size={16} />} loading={create.isPending} onClick={() => create.mutate({ id: flowId, days })}>
          {t('files.linkCreate')}
        </Button>
      </Group>
      {create.data && (
        <Alert mt="md" color="teal" title={t('files.linkMade')}>
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <TextInput flex={1} readOnly aria-label={t('files.linkAddress')} value={create.data.url} onFocus={(focused) => focused.currentTarget.select()} />
            <CopyButton value={create.data.url}>
              {({ copied, copy }) => (
                <Button variant="light" onClick={copy}>
                  {copied ? t('settings.keyCopied') : t('settings.keyCopy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
      <Stack gap="xs" mt="lg" component="ul" p={0} aria-label={t('files.links')} style={{ listStyle: 'none' }}>
        {links.data?.map((link) => (
          <LinkRow key={link.id} link={link} flowId={flowId} />
        ))}
      </Stack>
      {links.isPending && <RowSkeletons rows={1} label={t('app.loading')} />}
      {links.isError && <QueryError error={links.error} onRetry={() => void links.refetch()} />}
      {links.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('files.linkNone')}
        </Text>
      )}
    </Modal>
  );
}

function LinkRow({ link, flowId }: { link: ApiOutputs['files']['links'][number]; flowId: string }) {
  const { t } = useTranslation();
  const withdraw = useMutation(
    trpc.files.withdrawLink.mutationOptions({
      onError: useReportError(),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.files.links.queryKey({ id: flowId }) }),
    }),
  );
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <Text size="sm">{t('files.linkRow', { made: formatDateTime(link.createdAt), until: formatDateTime(link.expiresAt) })}</Text>
      <ConfirmButton
        size="compact-sm"
        variant="subtle"
        color="red"
        isDangerous
        title={t('files.linkWithdrawTitle')}
        question={t('files.linkWithdrawQuestion')}
        confirmLabel={t('files.linkWithdraw')}
        cancelLabel={t('app.cancel')}
        onConfirm={async () => void (await withdraw.mutateAsync({ id: link.id }).catch(() => null))}
      >
        {t('files.linkWithdraw')}
      </ConfirmButton>
    </Group>
  );
}
