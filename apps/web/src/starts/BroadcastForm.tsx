import { Button, FileButton, Select, Stack, TextInput } from '@mantine/core';
import { type BroadcastColumn, broadcastColumns, keyFromLabel, type StepOf } from '@noi/flow';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { useStepEdit } from '../editor/inspector/useStepEdit.ts';
import { SettingsList } from '../editor/settings/SettingsList.tsx';
import { useEditorContext } from '../editor/store/EditorContext.ts';
import { useReportError } from '../errors/useReportError.ts';
import { readTextFile } from './readTextFile.ts';

/** Which columns the lists of a flow have: written by hand, or taken from a file like those that will be sent. */
export function BroadcastForm({ step }: { step: StepOf<'trigger'> }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const { setInput } = useStepEdit(step.id);
  const columns = broadcastColumns(step.input);
  const write = (next: readonly BroadcastColumn[]) => setInput('columns', next.length === 0 ? undefined : next.map((column) => ({ ...column })));
  const update = (index: number, part: Partial<BroadcastColumn>) => write(columns.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const keysBut = (index: number) => columns.filter((_, at) => at !== index).map(({ key }) => key);
  const read = useMutation(
    trpc.broadcasts.preview.mutationOptions({
      onError: useReportError(),
      onSuccess: ({ columns: found }) => write(found.flatMap(({ key, ...column }) => (key === null ? [] : { key, ...column }))),
    }),
  );
  const readFile = async (file: File | null) => {
    if (!file) return;
    // A few rows tell the columns; the whole list is read when it is sent. The last line may have been cut.
    const sample = await readTextFile(file.slice(0, sampleBytes));
    read.mutate({ flowId, text: file.size > sampleBytes ? sample.replace(/\n[^\n]*$/, '\n') : sample });
  };

  return (
    <Stack gap="sm">
      <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(file) => void readFile(file)}>
        {(props) => (
          <Button {...props} variant="default" size="xs" leftSection={<IconFileUpload size={14} />} loading={read.isPending}>
            {t('starts.columnsFromFile')}
          </Button>
        )}
      </FileButton>
      <SettingsList
        title={t('starts.columns')}
        hint={t('starts.columnsHint')}
        addLabel={t('starts.addColumn')}
        problem={null}
        items={columns}
        most={50}
        onAdd={() => write([...columns, { key: keyFromLabel('', keysBut(-1)), label: '', type: 'text' }])}
        onRemove={(index) => write(columns.filter((_, at) => at !== index))}
      >
        {(column, index) => (
          <>
            <TextInput
              label={t('starts.columnName')}
              maxLength={120}
              value={column.label}
              onChange={({ currentTarget: { value: label } }) => update(index, { label, key: keyFromLabel(label, keysBut(index)) })}
            />
            <Select
              mt="xs"
              label={t('starts.columnType')}
              allowDeselect={false}
              data={[
                { value: 'text', label: t('starts.textType') },
                { value: 'phone', label: t('starts.phoneType') },
              ]}
              value={column.type}
              onChange={(type) => (type === 'text' || type === 'phone') && update(index, { type })}
            />
          </>
        )}
      </SettingsList>
    </Stack>
  );
}

const sampleBytes = 65_536;
