import { NumberInput } from '@mantine/core';
import { holdsData } from '@noi/flow';
import { PillInput } from '../../pills/PillInput.tsx';
import { DropDatum } from '../../stepData/DropDatum.tsx';
import { PickPill } from '../../stepData/PickPill.tsx';
import { useTyped } from '../useLate.ts';
import type { ControlProps } from './FieldProps.ts';

/** A number or an amount of money; or data that gives one. */
export function NumberField({ field, label, value, onChange, isInvalid, describedBy }: ControlProps) {
  const typed = useTyped(typeof value === 'number' || typeof value === 'string' ? value : '', (next) =>
    onChange(next === '' ? undefined : toNumber(String(next))),
  );
  if (holdsData(value))
    return <PillInput label={label} value={value} onChange={(next) => onChange(toNumber(next))} isInvalid={isInvalid} describedBy={describedBy} />;

  return (
    <DropDatum onDrop={(path) => onChange(`{{ ${path} }}`)}>
      <NumberInput
        aria-label={label}
        aria-describedby={describedBy}
        error={isInvalid}
        {...typed}
        thousandSeparator="."
        decimalSeparator=","
        suffix={field.format === 'money' ? ' ₫' : ''}
        allowDecimal={!field.integer && field.format !== 'money'}
        {...(field.min !== undefined && { min: field.min })}
        {...(field.max !== undefined && { max: field.max })}
        {...(typeof field.sample === 'number' && { placeholder: String(field.sample) })}
        hideControls
        rightSection={<PickPill fieldLabel={label} onPick={onChange} />}
      />
    </DropDatum>
  );
}

function toNumber(written: string): number | string | undefined {
  if (written.trim() === '') return undefined;
  const number = Number(written);
  return Number.isNaN(number) ? written : number;
}
