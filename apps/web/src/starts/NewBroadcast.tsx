import { Button, Card, FileButton, Group, NumberInput, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { ConfirmButton } from '@noi/ui';
import { IconFileUpload, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { ListPreview } from './ListPreview.tsx';
import { readTextFile } from './readTextFile.ts';

type Preview = ApiOutputs['broadcasts']['preview'];

interface List {
  readonly name: string;
  readonly text: string;
}

const usualPace = 60;

/** Takes a file or a pasted list, shows what would go out, and starts it after a yes. */
export function NewBroadcast({ flowId }: { flowId: string }) {
  const { t } = useTranslation();
  const report = useReportError();
  const [pasted, setPasted] = useState('');
  const [list, setList] = useState<List | null>(null);
  const [perMinute, setPerMinute] = useState<number>(usualPace);
  const preview = useMutation(trpc.broadcasts.preview.mutationOptions({ onError: report }));
  const create = useMutation(
    trpc.broadcasts.create.mutationOptions({
      onError: report,
      onSuccess: () => {
        clear();
        return queryClient.invalidateQueries({ queryKey: trpc.broadcasts.pathKey() });
      },
    }),
  );

  function clear() {
    setList(null);
    setPasted('');
    preview.reset();
  }
  function open(next: List, columns?: Preview['columns']) {
    setList(next);
    preview.mutate({ flowId, text: next.text, ...(columns && { columns }) });
  }
  async function openFile(file: File | null) {
    if (file) open({ name: file.name.replace(/\.[a-z]+$/i, ''), text: await readTextFile(file) });
  }

  if (!list) {
    return (
      <Card withBorder padding="md" component="section" aria-label={t('starts.newList')}>
        <Title order={2} size="h4" mb="sm">
          {t('starts.newList')}
        </Title>
        <Stack gap="sm" align="flex-start">
          <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(file) => void openFile(file)}>
            {(props) => (
              <Button {...props} leftSection={<IconFileUpload size={16} />}>
                {t('starts.chooseFile')}
              </Button>
            )}
          </FileButton>
          <Text size="xs" c="dimmed">
            {t('starts.fileHint')}
          </Text>
          <Textarea
            w="100%"
            label={t('starts.paste')}
            description={t('starts.pasteHint')}
            autosize
            minRows={3}
            maxRows={8}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <Button variant="default" disabled={pasted.trim() === ''} onClick={() => open({ name: t('starts.pastedName'), text: pasted })}>
            {t('starts.seePreview')}
          </Button>
        </Stack>
      </Card>
    );
  }

  const { data } = preview;
  const columns = data?.columns;
  const minutes = data ? Math.ceil(data.accepted / perMinute) : 0;
  return (
    <Card withBorder padding="md" component="section" aria-label={t('starts.newList')}>
      <Stack gap="md">
        <Group align="flex-end">
          <TextInput
            flex={1}
            miw={200}
            label={t('starts.listName')}
            maxLength={120}
            value={list.name}
            onChange={(event) => setList({ ...list, name: event.currentTarget.value })}
          />
          <NumberInput
            w={200}
            label={t('starts.perMinute')}
            min={1}
            max={6_000}
            allowDecimal={false}
            clampBehavior="strict"
            value={perMinute}
            onChange={(value) => typeof value === 'number' && value >= 1 && setPerMinute(value)}
          />
        </Group>
        {preview.isPending && !data && <Text c="dimmed">{t('starts.reading')}</Text>}
        {data && <ListPreview preview={data} onColumns={(next) => open(list, next)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={clear}>
            {t('starts.otherList')}
          </Button>
          <ConfirmButton
            leftSection={<IconSend size={16} />}
            disabled={!data || data.accepted === 0 || preview.isPending || list.name.trim() === ''}
            title={t('starts.sendTitle')}
            question={t('starts.sendQuestion', { count: data?.accepted ?? 0, minutes, perMinute })}
            confirmLabel={t('starts.sendYes')}
            cancelLabel={t('starts.notYet')}
            onConfirm={async () => {
              await create.mutateAsync({ flowId, text: list.text, name: list.name, perMinute, ...(columns && { columns }) }).catch(() => undefined);
            }}
          >
            {t('starts.send')}
          </ConfirmButton>
        </Group>
      </Stack>
    </Card>
  );
}
