import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import type { InputValue } from '@noi/flow';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../pills/PillInput.tsx';
import type { ControlProps } from './FieldProps.ts';
import { isRecord } from './fieldRecord.ts';

/** Rows of a name and its value. */
export function KeyValueField({ label, value, onChange }: ControlProps) {
  const { t } = useTranslation();
  const rows = Object.entries(isRecord(value) ? value : {});
  const write = (next: readonly (readonly [string, InputValue])[]) => onChange(next.length === 0 ? undefined : Object.fromEntries(next));

  function newName(): string {
    for (let number = rows.length + 1; ; number += 1) {
      const name = t('editor.newEntryName', { number });
      if (!rows.some(([key]) => key === name)) return name;
    }
  }

  return (
    <Stack gap={6}>
      {rows.map(([name, held], index) => (
        // Rows have no identity but their place: the name itself is being typed.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <Group key={index} gap={6} wrap="nowrap" align="flex-start">
          <TextInput
            w={110}
            aria-label={t('editor.entryName', { field: label, number: index + 1 })}
            value={name}
            onChange={(event) => {
              const renamed = event.currentTarget.value;
              if (!rows.some(([key], at) => key === renamed && at !== index)) write(rows.map((row, at) => (at === index ? [renamed, row[1]] : row)));
            }}
          />
          <div style={{ flex: 1, minWidth: 0 }}>
            <PillInput
              label={t('editor.entryValue', { field: label, number: index + 1 })}
              value={typeof held === 'string' ? held : JSON.stringify(held)}
              onChange={(next) => write(rows.map((row, at) => (at === index ? [row[0], next] : row)))}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={4}
            aria-label={t('editor.removeEntry', { number: index + 1 })}
            onClick={() => write(rows.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="subtle" size="xs" w="fit-content" leftSection={<IconPlus size={14} />} onClick={() => write([...rows, [newName(), '']])}>
        {t('editor.addEntry')}
      </Button>
    </Stack>
  );
}
