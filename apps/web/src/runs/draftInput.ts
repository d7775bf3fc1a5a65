import { type FlowGraph, renderInput, richFields, type StepOf } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import type { ApiOutputs } from '../api/trpc.ts';
import { isData } from './withValue.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];

interface DraftRequest {
  readonly detail: {
    readonly steps: readonly Pick<StepRun, 'scope' | 'stepId' | 'output'>[];
    readonly event: { readonly payload: unknown } | null;
    readonly graph: Pick<FlowGraph, 'settings'>;
  };
  readonly row: Pick<StepRun, 'scope' | 'input'>;
  readonly step: StepOf<'action'>;
  readonly fields: readonly FieldDescriptor[];
  /** Epoch ms. */
  readonly now: number;
}

/** What an action's input is to be edited from: what the run gave it, or, where it did not come to that, as much of its templates as there is data for. */
export function draftInput({ detail, row, step, fields, now }: DraftRequest): Readonly<Record<string, unknown>> {
  if (isData(row.input)) return row.input;
  const outputs = detail.steps.flatMap(({ scope, stepId, output }) => (output !== null && isAround(scope, row.scope) ? [[stepId, output] as const] : []));
  const data = { trigger: isData(detail.event?.payload) ? detail.event.payload : {}, steps: Object.fromEntries(outputs) };
  const fill = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((inner) => fill(inner, key));
    if (isData(value)) return Object.fromEntries(Object.entries(value).map(([inner, entry]) => [inner, fill(entry, inner)]));
    if (typeof value !== 'string') return value;
    const input = { [key]: value };
    const rendered = renderInput({ input, data, timezone: detail.graph.settings.timezone, now, fields, rich: richFields(input, fields) });
    // Data that is missing is what is to be written here.
    return rendered.ok ? rendered.value[key] : '';
  };
  return Object.fromEntries(Object.entries(step.input).map(([key, value]) => [key, fill(value, key)]));
}

/** A step reads what ran in its own scope and in those around it. */
function isAround(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
