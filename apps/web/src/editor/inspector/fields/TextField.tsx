import { formatPhone, normalizePhone } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../pills/PillInput.tsx';
import type { ControlProps } from './FieldProps.ts';
import { LengthCounter } from './LengthCounter.tsx';
import { filtersInto, sampleWords } from './writtenInto.ts';

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
        isMultiline={field.format === 'longText' || field.format === 'json'}
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
