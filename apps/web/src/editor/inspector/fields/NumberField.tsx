import { NumberInput } from '@mantine/core';
import { parseTemplate } from '@noi/flow';
import { useState } from 'react';
import { PillInput } from '../../pills/PillInput.tsx';
import { DropDatum } from '../../stepData/DropDatum.tsx';
import { InsertDataButton } from '../../stepData/InsertDataButton.tsx';
import { useTyped } from '../useLate.ts';
import type { ControlProps } from './FieldProps.ts';

function holdsData(value: unknown): value is string {
  return typeof value === 'string' && parseTemplate(value).some((segment) => segment.type === 'data');
}

/** A number or an amount of money; or data that gives one. */
export function NumberField({ field, label, value, onChange, isInvalid, describedBy }: ControlProps) {
  const [isPicking, setPicking] = useState(false);
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
        rightSection={
          <InsertDataButton
            fieldLabel={label}
            isOpen={isPicking}
            onOpen={setPicking}
            onPick={(node) => {
              setPicking(false);
              onChange(`{{ ${node.path} }}`);
            }}
          />
        }
      />
    </DropDatum>
  );
}

function toNumber(written: string): number | string | undefined {
  if (written.trim() === '') return undefined;
  const number = Number(written);
  return Number.isNaN(number) ? written : number;
}
