import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import type { Rule } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import { PillInput } from '../../pills/PillInput.tsx';
import { DateTimeField } from '../fields/DateTimeField.tsx';

interface RuleValueProps {
  readonly rule: Rule;
  readonly field: FieldDescriptor | null;
  readonly label: string;
  onChange(value: unknown): void;
}

/** What the data is compared with, entered in the way of the data. */
export function RuleValue({ rule, field, label, onChange }: RuleValueProps) {
  const { t } = useTranslation();
  const text = useText();
  const { value } = rule;

  if (field?.choices) {
    return (
      <Select
        aria-label={label}
        placeholder={t('editor.choose')}
        data={field.choices.map((choice) => ({ value: choice.value, label: text(choice.label) }))}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
      />
    );
  }
  if (field?.type === 'boolean') {
    return (
      <SegmentedControl
        aria-label={label}
        size="xs"
        value={String(value === true || value === 'true')}
        onChange={(chosen) => onChange(chosen === 'true')}
        data={[
          { value: 'true', label: t('editor.yes') },
          { value: 'false', label: t('editor.no') },
        ]}
      />
    );
  }
  if (field?.type === 'number' && (typeof value === 'number' || value === '' || value === undefined)) {
    return (
      <NumberInput
        aria-label={label}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? '' : Number(next))}
        thousandSeparator="."
        decimalSeparator=","
        suffix={field.format === 'money' ? ' ₫' : ''}
        hideControls
      />
    );
  }
  if (field?.format === 'dateTime') return <DateTimeField label={label} value={value} onChange={(next) => onChange(next ?? '')} />;
  return <PillInput label={label} value={typeof value === 'string' ? value : String(value ?? '')} onChange={onChange} />;
}
