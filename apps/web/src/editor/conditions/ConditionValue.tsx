import { Group, MultiSelect, NumberInput, SegmentedControl, Select, Text } from '@mantine/core';
import { assertNever } from '@noi/errors';
import { holdsData, type Rule, Span } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { DateTimeField } from '../inspector/fields/DateTimeField.tsx';
import { SpanField } from '../inspector/fields/SpanField.tsx';
import { PillInput } from '../pills/PillInput.tsx';
import { ChipsInput } from './ChipsInput.tsx';
import { listOf, shapeOf } from './operators.ts';

interface ValueProps {
  readonly value: unknown;
  readonly field: FieldDescriptor | null;
  readonly label: string;
  onChange(value: unknown): void;
}

/** What the data is compared with, entered in the way of the data and of the comparison. */
export function ConditionValue({ rule, ...props }: Omit<ValueProps, 'value'> & { readonly rule: Rule }) {
  const { value } = rule;
  const shape = shapeOf(rule.operator);
  switch (shape) {
    case 'none':
      return null;
    case 'one':
      return <OneValue value={value} {...props} />;
    case 'list':
      return <ListValue value={value} {...props} />;
    case 'range':
      return <RangeValue value={value} {...props} />;
    case 'span':
      return <SpanValue value={value} {...props} />;
    default:
      return assertNever(shape);
  }
}

function OneValue({ value, field, label, onChange }: ValueProps) {
  const { t } = useTranslation();
  const text = useText();
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
  if (field?.type === 'number' && !holdsData(value)) {
    return (
      <NumberInput
        aria-label={label}
        value={typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? value : ''}
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

function ListValue({ value, field, label, onChange }: ValueProps) {
  const { t } = useTranslation();
  const text = useText();
  const values = listOf(value);
  if (!field?.choices) return <ChipsInput label={label} values={values} onChange={onChange} />;
  return (
    <MultiSelect
      aria-label={label}
      placeholder={values.length === 0 ? t('editor.choose') : ''}
      data={field.choices.map((choice) => ({ value: choice.value, label: text(choice.label) }))}
      value={[...values]}
      onChange={onChange}
    />
  );
}

function RangeValue({ value, field, label, onChange }: ValueProps) {
  const { t } = useTranslation();
  const [from, to]: readonly unknown[] = Array.isArray(value) ? value : [];
  const isWide = field?.format === 'dateTime';
  const ends = [
    <OneValue key="from" value={from ?? ''} field={field} label={t('conditions.from', { field: label })} onChange={(next) => onChange([next, to ?? ''])} />,
    <OneValue key="to" value={to ?? ''} field={field} label={t('conditions.to', { field: label })} onChange={(next) => onChange([from ?? '', next])} />,
  ];
  return (
    <Group gap="xs" wrap={isWide ? 'wrap' : 'nowrap'}>
      {ends[0]}
      <Text size="sm" c="dimmed">
        {t('conditions.and')}
      </Text>
      {ends[1]}
    </Group>
  );
}

function SpanValue({ value, label, onChange }: ValueProps) {
  const read = Span.safeParse(value);
  return <SpanField label={label} value={read.success ? read.data : { amount: 1, unit: 'days' }} onChange={onChange} />;
}
