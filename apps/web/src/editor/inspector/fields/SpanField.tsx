import { Group, NumberInput, Select } from '@mantine/core';
import type { Span } from '@noi/flow';
import { useTranslation } from 'react-i18next';

import { useTyped } from '../useLate.ts';

const units = ['minutes', 'hours', 'days', 'weeks', 'seconds'] as const;

interface SpanFieldProps {
  readonly label: string;
  readonly value: Span;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
  /** `isTyping` while digits are typed, so that they become one step of undo. */
  onChange(value: Span, isTyping?: boolean): void;
}

/** A length of time: a number and its unit. */
export function SpanField({ label, value, isInvalid = false, describedBy, onChange }: SpanFieldProps) {
  const { t } = useTranslation();
  const typed = useTyped<string | number>(value.amount, (amount) => onChange({ ...value, amount: Math.max(0, Number(amount) || 0) }, true));
  return (
    <Group gap="xs" wrap="nowrap">
      <NumberInput aria-label={label} aria-describedby={describedBy} error={isInvalid} w={110} min={0} decimalSeparator="," {...typed} />
      <Select
        aria-label={t('steps.unitOf', { field: label })}
        flex={1}
        allowDeselect={false}
        data={units.map((unit) => ({ value: unit, label: t(`editor.unit.${unit}`) }))}
        value={value.unit}
        onChange={(unit) => {
          const found = units.find((one) => one === unit);
          if (found) onChange({ ...value, unit: found });
        }}
      />
    </Group>
  );
}
