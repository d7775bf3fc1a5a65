import { Button, Group, Paper, Portal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pill } from './pillDom.ts';

const formats = ['', 'money', 'number', 'date', 'datetime', 'time', 'phone', 'phone84', 'given_name', 'upcase'] as const;
type Format = (typeof formats)[number];

function isFormat(filters: string): filters is Format {
  return formats.some((format) => format === filters);
}

export interface PillSettingsProps {
  readonly anchor: HTMLElement;
  readonly pill: Pill;
  readonly label: string;
  /** The changed pill, or nothing when it is to be taken out. */
  onDone(pill: Pill | null): void;
}

/** How one pill is written, and what stands there when the data is missing. */
export function PillSettings({ anchor, pill, label, onDone }: PillSettingsProps) {
  const { t } = useTranslation();
  const [filters, setFilters] = useState(pill.filters);
  const [fallback, setFallback] = useState(pill.fallback ?? '');
  const changed: Pill = { type: 'data', path: pill.path, filters, ...(fallback !== '' && { fallback }) };
  const box = useClickOutside<HTMLDivElement>(() => onDone(changed));
  const place = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, window.innerWidth - 296));
  const top = Math.min(place.bottom + 6, window.innerHeight - 240);

  return (
    <Portal>
      <Paper
        ref={box}
        withBorder
        shadow="md"
        p="sm"
        w={288}
        role="dialog"
        aria-label={t('editor.pillSettings')}
        style={{ position: 'fixed', left, top, zIndex: 320 }}
        onKeyDown={(event) => event.key === 'Escape' && onDone(changed)}
      >
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            {label}
          </Text>
          <Select
            label={t('editor.pillFormat')}
            comboboxProps={{ withinPortal: false }}
            allowDeselect={false}
            value={filters}
            onChange={(value) => setFilters(value ?? '')}
            data={[
              ...formats.map((format) => ({ value: format, label: t(`editor.format.${format === '' ? 'plain' : format}`) })),
              ...(isFormat(filters) ? [] : [{ value: filters, label: filters }]),
            ]}
          />
          <TextInput
            label={t('editor.pillFallback')}
            description={t('editor.pillFallbackWhy')}
            value={fallback}
            onChange={(event) => setFallback(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && onDone(changed)}
          />
          <Group justify="space-between" mt={4}>
            <Button variant="subtle" color="red" size="xs" leftSection={<IconTrash size={14} />} onClick={() => onDone(null)}>
              {t('editor.pillRemove')}
            </Button>
            <Button size="xs" onClick={() => onDone(changed)}>
              {t('editor.done')}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Portal>
  );
}
