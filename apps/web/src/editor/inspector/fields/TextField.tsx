import { formatPhone, normalizePhone } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../pills/PillInput.tsx';
import type { DataNode } from '../../stepData/dataTree.ts';
import type { ControlProps } from './FieldProps.ts';
import { LengthCounter } from './LengthCounter.tsx';

/** Inserted data reads well inside of a sentence: amounts and moments are written out unless the field wants them raw. */
function filtersInto(target: Pick<FieldDescriptor, 'type' | 'format'>): (node: DataNode) => string {
  return (node) => {
    if (target.type !== 'text' || target.format === 'json') return '';
    if (node.field?.format === 'money' && target.format !== 'money') return 'money';
    if (node.field?.format === 'dateTime') return 'datetime';
    if (node.field?.format === 'phone' && target.format === 'longText') return 'phone';
    return '';
  };
}

function sampleWords({ sample, format }: FieldDescriptor): string | null {
  if (format === 'phone' && typeof sample === 'string') return formatPhone(sample);
  return typeof sample === 'string' || typeof sample === 'number' ? String(sample) : null;
}

/** Words, a phone number, an address or a longer text, with data in it. */
export function TextField({ field, label, value, onChange, isInvalid, describedBy }: ControlProps) {
  const { t } = useTranslation();
  const sample = sampleWords(field);
  const written = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return (
    <>
      <PillInput
        label={label}
        value={written}
        onChange={(next) => onChange(next === '' ? undefined : next)}
        isMultiline={field.format === 'longText' || field.format === 'richText' || field.format === 'json'}
        isInvalid={isInvalid}
        describedBy={describedBy}
        placeholder={sample ? t('editor.forExample', { sample }) : ''}
        filtersFor={filtersInto(field)}
        onBlur={(left) => {
          // Written the way people read it, so that a wrong digit is seen.
          if (field.format === 'phone' && normalizePhone(left) && formatPhone(left) !== left) onChange(formatPhone(left));
        }}
      />
      {field.maxLength !== undefined && <LengthCounter value={written} most={field.maxLength} />}
    </>
  );
}
