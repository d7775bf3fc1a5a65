import { Alert, List, ScrollArea, Select, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { useText } from '../words/useText.ts';
import { mapColumn, mappingOf } from './mapColumn.ts';

type Preview = ApiOutputs['broadcasts']['preview'];

interface ListPreviewProps {
  readonly preview: Preview;
  onColumns(columns: Preview['columns']): void;
}

/** What would go out, which column is which, and what would not go out and why. */
export function ListPreview({ preview, onColumns }: ListPreviewProps) {
  const { t } = useTranslation();
  const text = useText();
  const { columns, known, rows, rejectedRows } = preview;
  const missing = known.filter(({ key }) => !columns.some((column) => column.key === key)).map(({ label, key }) => label || key);
  const choices = [
    ...known.map(({ key, label }) => ({ value: `known:${key}`, label: label || key })),
    { value: 'text', label: t('starts.ownColumn') },
    { value: 'phone', label: t('starts.phoneColumn') },
    { value: 'skip', label: t('starts.skipColumn') },
  ];

  return (
    <Stack gap="sm">
      <Text fw={600}>{t('starts.accepted', { count: preview.accepted })}</Text>
      {missing.length > 0 && <Alert color="yellow">{t('starts.missing', { columns: missing.join(', ') })}</Alert>}
      <ScrollArea type="auto">
        <Table withTableBorder aria-label={t('starts.firstRows')}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ label }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are known by their place.
                <Table.Th key={at} miw={160}>
                  {label}
                  <Select
                    size="xs"
                    mt={4}
                    aria-label={t('starts.columnIs', { label })}
                    allowDeselect={false}
                    data={choices}
                    value={mappingOf(columns[at], known)}
                    onChange={(choice) => choice && onColumns(mapColumn({ columns, known, at, choice }))}
                  />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are known by their place.
              <Table.Tr key={line}>
                {columns.map(({ key }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are known by their place.
                  <Table.Td key={at}>{key === null ? '' : row[key]}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {preview.rejected > 0 && (
        <Alert color="orange" title={t('starts.rejected', { count: preview.rejected })}>
          <List size="sm">
            {rejectedRows.map(({ line, reason }) => (
              <List.Item key={line}>{t('starts.rejectedLine', { line, reason: text(reason) })}</List.Item>
            ))}
          </List>
          <Text size="sm" mt={4}>
            {t('starts.rejectedHint')}
          </Text>
        </Alert>
      )}
    </Stack>
  );
}
