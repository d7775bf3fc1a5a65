import { Step } from '@noi/flow';

/** What is wrong with a step that somebody wrote: no JSON at all, a field that does not fit, or what names the step changed. */
export interface StepFault {
  readonly kind: 'syntax' | 'shape' | 'identity';
  /** Path in the step: `input.phone`. */
  readonly at: string;
  readonly message: string;
}

type Reading = { readonly ok: true; readonly step: Step } | { readonly ok: false; readonly faults: readonly StepFault[] };

/** A step from JSON, in place of the one it was made of: its id, kind and container stay. */
export function readStepJson(text: string, former: Step): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, faults: [{ kind: 'syntax', at: '', message: error instanceof Error ? error.message : '' }] };
  }
  const read = Step.safeParse(value);
  if (!read.success) {
    return { ok: false, faults: read.error.issues.map(({ path, message }) => ({ kind: 'shape', at: path.join('.') || '·', message })) };
  }
  const changed = (['id', 'kind', 'parent'] as const).filter((key) => read.data[key] !== former[key]);
  if (changed.length > 0) return { ok: false, faults: changed.map((key) => ({ kind: 'identity', at: key, message: String(former[key] ?? '') })) };
  return { ok: true, step: read.data };
}
