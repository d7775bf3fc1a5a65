import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import type { ControlProps } from './FieldProps.ts';

/** One of a few values that the node names. */
export function ChoiceField({ field, label, value, onChange, isInvalid, describedBy }: ControlProps) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Select
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      placeholder={t('editor.choose')}
      data={(field.choices ?? []).map((choice) => ({ value: choice.value, label: text(choice.label) }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
      clearable={!field.required}
    />
  );
}
