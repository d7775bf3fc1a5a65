import { Alert, Box, Button, FileButton, Group, Modal, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { readError } from '../errors/readError.ts';
import { useReportError } from '../errors/useReportError.ts';
import { FlowPicture } from '../picture/FlowPicture.tsx';
import { useText } from '../words/useText.ts';
import { ImportReport } from './ImportReport.tsx';

/** In bytes; the server refuses larger ones, and need not be sent them. */
const largestFile = 1_900_000;

type Source = { readonly text: string } | { readonly secret: string };

/** Takes a flow into the shop: from a file that is chosen here, or from a link. Shows first what that means. */
export function ImportDialog({ secret, onClose }: { secret?: string; onClose(): void }) {
  const { t } = useTranslation();
  const text = useText();
  const [source, setSource] = useState<Source | null>(secret === undefined ? null : { secret });
  const [isTooLarge, setTooLarge] = useState(false);
  const preview = useMutation(trpc.files.preview.mutationOptions());
  const look = preview.mutate;
  useEffect(() => {
    if (source) look(source);
  }, [source, look]);

  async function take(file: File | null) {
    if (!file) return;
    setTooLarge(file.size > largestFile);
    if (file.size <= largestFile) setSource({ text: await file.text() });
  }

  const problem = isTooLarge ? t('files.tooLarge') : preview.isError ? text(readError(preview.error).text) : null;
  return (
    <Modal opened onClose={onClose} size="lg" title={t('files.importTitle')}>
      {secret === undefined && (
        <Group gap="sm" mb="md">
          <FileButton accept="application/json,.json" onChange={(file) => void take(file)} inputProps={{ 'aria-label': t('files.chooseFile') }}>
            {(props) => (
              <Button {...props} variant={preview.data ? 'default' : 'filled'} leftSection={<IconUpload size={16} />} loading={preview.isPending}>
                {t('files.chooseFile')}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed">
            {t('files.importHint')}
          </Text>
        </Group>
      )}
      {problem !== null && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} />}>
          {problem}
        </Alert>
      )}
      {problem === null && source && preview.data && <ImportForm key={preview.data.name} source={source} preview={preview.data} onClose={onClose} />}
    </Modal>
  );
}

function ImportForm({ source, preview, onClose }: { source: Source; preview: ApiOutputs['files']['preview']; onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState(preview.name);
  const [accounts, setAccounts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(preview.accounts.flatMap(({ type, chosen }) => (chosen === null ? [] : [[type, chosen]]))),
  );
  const packages = useQuery(trpc.catalog.get.queryOptions());
  const catalog = useMemo(() => packages.data && createEditorCatalog(packages.data.packages), [packages.data]);
  const take = useMutation(
    trpc.files.import.mutationOptions({
      onError: useReportError(),
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.flows.list.queryKey() });
        notifications.show({ color: 'teal', message: t('files.imported') });
        onClose();
        void navigate({ to: '/flows/$id', params: { id } });
      },
    }),
  );
  const isEmpty = name.trim() === '';

  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!isEmpty) take.mutate({ source, name: name.trim(), accounts });
      }}
    >
      <TextInput
        label={t('flows.name')}
        value={name}
        maxLength={120}
        error={isEmpty && t('flows.nameRequired')}
        onChange={(changed) => setName(changed.currentTarget.value)}
        mb="md"
      />
      {catalog && (
        <Box mb="md" style={{ overflow: 'hidden', border: '1px solid var(--noi-border)', borderRadius: 10 }}>
          <FlowPicture graph={preview.graph} catalog={catalog} name={preview.name} maxHeight={260} />
        </Box>
      )}
      <ImportReport preview={preview} accounts={accounts} onAccounts={setAccounts} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={take.isPending} disabled={isEmpty}>
          {t('files.import')}
        </Button>
      </Group>
    </form>
  );
}
