import { ActionIcon, Button, Group, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { InputValue } from '@noi/flow';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../pills/PillInput.tsx';
import type { ControlProps } from './FieldProps.ts';
import { isRecord, withEntry } from './fieldRecord.ts';
import { movedItem } from './movedItem.ts';

/** Rows of a small form each, put in order by their arrows; or one datum that is a list already. */
export function RecordListField({ step, field, path, label, value, onChange, isInvalid, describedBy, renderField }: ControlProps) {
  const { t } = useTranslation();
  const rows = useRef<HTMLFieldSetElement>(null);
  const [said, setSaid] = useState('');
  if (typeof value === 'string')
    return (
      <PillInput label={label} value={value} onChange={(next) => onChange(next === '' ? undefined : next)} isInvalid={isInvalid} describedBy={describedBy} />
    );

  const items = Array.isArray(value) ? value : [];
  const write = (next: readonly InputValue[]) => onChange(next.length === 0 ? undefined : [...next]);

  function move(from: number, to: number) {
    write(movedItem(items, from, to));
    setSaid(t('editor.rowMoved', { number: from + 1, place: to + 1 }));
    // The keyboard stays with the row that it moves. The arrows there are drawn already: moving changes what the places hold, not the places.
    const way = to < from ? 'up' : 'down';
    const arrows = [...(rows.current?.querySelectorAll<HTMLButtonElement>(`[data-row="${to}"] [data-move]:enabled`) ?? [])];
    (arrows.find((arrow) => arrow.dataset.move === way) ?? arrows[0])?.focus();
  }

  return (
    <fieldset ref={rows} aria-label={label} aria-describedby={describedBy} style={{ minWidth: 0, margin: 0, padding: 0, border: 0 }}>
      <Stack gap={8}>
        {items.map((item, index) => {
          const held = isRecord(item) ? item : {};
          const number = index + 1;
          return (
            // Rows have no identity but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <Paper key={index} withBorder p="sm" role="group" aria-label={t('editor.row', { field: label, number })} data-row={index}>
              <Group justify="space-between" wrap="nowrap" mb={4}>
                <Text size="xs" c="dimmed" fw={500}>
                  {t('editor.rowNumber', { number })}
                </Text>
                <Group gap={2} wrap="nowrap">
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    data-move="up"
                    aria-label={t('editor.rowUp', { number })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    <IconArrowUp size={15} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    data-move="down"
                    aria-label={t('editor.rowDown', { number })}
                    disabled={index === items.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    <IconArrowDown size={15} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('editor.removeEntry', { number })}
                    onClick={() => write(items.filter((_, at) => at !== index))}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                </Group>
              </Group>
              {(field.fields ?? []).map((child) =>
                renderField({
                  step,
                  field: child,
                  path: `${path}.${index}.${child.key}`,
                  value: held[child.key],
                  onChange: (next) => write(items.map((one, at) => (at === index ? withEntry(held, child.key, next) : one))),
                }),
              )}
            </Paper>
          );
        })}
        <Button variant="subtle" size="xs" w="fit-content" leftSection={<IconPlus size={14} />} onClick={() => write([...items, {}])}>
          {t('editor.addEntry')}
        </Button>
        <VisuallyHidden role="status">{said}</VisuallyHidden>
      </Stack>
    </fieldset>
  );
}
