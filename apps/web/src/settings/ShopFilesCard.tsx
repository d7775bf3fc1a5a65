import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { ConfirmButton, RowSkeletons } from '@noi/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { UploadArea } from '../shopFiles/UploadArea.tsx';
import type { ShopFile } from '../shopFiles/uploadFile.ts';
import { formatBytes, formatCount, formatDateTime } from '../words/format.ts';
import { useLanguage } from '../words/useText.ts';

/** The files that the shop keeps for its messages: put in, looked at, deleted. */
export function ShopFilesCard() {
  const { t } = useTranslation();
  const language = useLanguage();
  const loaded = useQuery(trpc.shopFiles.list.queryOptions());
  return (
    <Card withBorder padding="lg" component="section" aria-label={t('shopFiles.title')}>
      <Title order={2} fz="1.0625rem">
        {t('shopFiles.title')}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        {t('shopFiles.hint')}
      </Text>
      {loaded.isPending && <RowSkeletons rows={2} label={t('app.loading')} />}
      {loaded.isError && <QueryError error={loaded.error} onRetry={() => void loaded.refetch()} />}
      {loaded.data && (
        <Stack>
          <UploadArea mostBytes={loaded.data.limits.fileBytes} onKept={() => undefined} />
          <Text size="xs" c="dimmed">
            {t('shopFiles.room', {
              files: formatCount(loaded.data.files.length, language),
              mostFiles: formatCount(loaded.data.limits.files, language),
              bytes: formatBytes(
                loaded.data.files.reduce((sum, { bytes }) => sum + bytes, 0),
                language,
              ),
              mostBytes: formatBytes(loaded.data.limits.bytes, language),
            })}
          </Text>
          {loaded.data.files.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

function FileRow({ file: { id, name, bytes, createdAt, by } }: { file: ShopFile }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const remove = useMutation(
    trpc.shopFiles.remove.mutationOptions({
      onError: useReportError(),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.shopFiles.pathKey() }),
    }),
  );
  const facts = [formatBytes(bytes, language), formatDateTime(createdAt), by].filter((fact) => fact !== null);
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Anchor href={`/api/files/${id}`} download={name} size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
      </div>
      <ConfirmButton
        size="compact-sm"
        variant="subtle"
        color="red"
        style={{ flex: 'none' }}
        aria-label={t('shopFiles.removeNamed', { name })}
        isDangerous
        title={t('shopFiles.removeTitle', { name })}
        question={t('shopFiles.removeQuestion')}
        confirmLabel={t('shopFiles.remove')}
        cancelLabel={t('app.cancel')}
        onConfirm={async () => void (await remove.mutateAsync({ id }).catch(() => null))}
      >
        {t('shopFiles.remove')}
      </ConfirmButton>
    </Group>
  );
}
