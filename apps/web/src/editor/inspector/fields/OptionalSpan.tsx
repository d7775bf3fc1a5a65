import { Switch } from '@mantine/core';
import type { Span } from '@noi/flow';
import { FieldShell } from '../FieldShell.tsx';
import { SpanField } from './SpanField.tsx';

interface OptionalSpanProps {
  readonly stepId: string;
  readonly path: string;
  /** What switching it on means. */
  readonly label: string;
  readonly hint: string;
  readonly fresh: Span;
  readonly value: Span | undefined;
  onChange(value: Span | undefined, isTyping?: boolean): void;
}

/** A length of time that may be left out. */
export function OptionalSpan({ stepId, path, label, hint, fresh, value, onChange }: OptionalSpanProps) {
  return (
    <>
      <Switch mb="xs" label={label} checked={value !== undefined} onChange={(event) => onChange(event.currentTarget.checked ? fresh : undefined)} />
      {value && (
        <FieldShell stepId={stepId} path={path} label={label} hint={hint}>
          {(control) => <SpanField label={label} value={value} onChange={onChange} {...control} />}
        </FieldShell>
      )}
    </>
  );
}
