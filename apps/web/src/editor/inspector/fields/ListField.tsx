import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../pills/PillInput.tsx';
import type { ControlProps } from './FieldProps.ts';

/** Several values, one below the other; or one datum that is a list already. */
export function ListField({ label, value, onChange, isInvalid, describedBy }: ControlProps) {
  const { t } = useTranslation();
  if (typeof value === 'string')
    return (
      <PillInput label={label} value={value} onChange={(next) => onChange(next === '' ? undefined : next)} isInvalid={isInvalid} describedBy={describedBy} />
    );

  const items = Array.isArray(value) ? value : [];
  return (
    <Stack gap={6}>
      {items.map((item, index) => (
        // Items have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <Group key={index} gap={6} wrap="nowrap" align="flex-start">
          <div style={{ flex: 1, minWidth: 0 }}>
            <PillInput
              label={t('editor.entryValue', { field: label, number: index + 1 })}
              value={typeof item === 'string' ? item : JSON.stringify(item)}
              onChange={(next) => onChange(items.map((one, at) => (at === index ? next : one)))}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={4}
            aria-label={t('editor.removeEntry', { number: index + 1 })}
            onClick={() => onChange(items.length === 1 ? undefined : items.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="subtle" size="xs" w="fit-content" leftSection={<IconPlus size={14} />} onClick={() => onChange([...items, ''])}>
        {t('editor.addEntry')}
      </Button>
    </Stack>
  );
}
