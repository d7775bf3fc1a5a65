import { Switch } from '@mantine/core';
import type { ControlProps } from './FieldProps.ts';

/** Yes or no. */
export function BooleanField({ label, value, onChange, describedBy }: ControlProps) {
  return <Switch aria-label={label} aria-describedby={describedBy} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
}
