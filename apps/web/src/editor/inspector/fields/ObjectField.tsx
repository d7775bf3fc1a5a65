import { Paper, Text } from '@mantine/core';
import { useText } from '../../../words/useText.ts';
import type { FieldProps } from './FieldProps.ts';
import { isRecord, withEntry } from './fieldRecord.ts';

/** Fields that belong together. */
export function ObjectField({ step, field, path, value, onChange, renderField }: FieldProps) {
  const text = useText();
  const held = isRecord(value) ? value : {};
  return (
    <Paper withBorder p="sm" mb="md" component="fieldset" m={0}>
      <Text component="legend" size="sm" fw={500} px={4}>
        {text(field.label)}
      </Text>
      {(field.fields ?? []).map((child) =>
        renderField({
          step,
          field: child,
          path: `${path}.${child.key}`,
          value: held[child.key],
          onChange: (next) => onChange(withEntry(held, child.key, next)),
        }),
      )}
    </Paper>
  );
}
