import { type InputValue, type RunData, renderInput, richFields, type StepOf, snapshotFields } from '@noi/flow';
import type { ActionDescriptor, FieldDescriptor } from '@noi/node-sdk';

/** A message as it would go out: what stands above it, its parts, and the buttons under it. */
export interface FilledMessage {
  readonly title: string | null;
  readonly rows: readonly { readonly field: FieldDescriptor; readonly words: string; readonly isRich: boolean }[];
  readonly buttons: readonly string[];
}

interface FillRequest {
  readonly step: StepOf<'action'>;
  readonly node: ActionDescriptor;
  readonly data: RunData;
  readonly timezone: string;
  /** Epoch ms. */
  readonly now: number;
}

/** Fills a message step with data. Parts that come to nothing are left out. */
export function filledMessage({ step, node, data, timezone, now }: FillRequest): FilledMessage {
  const snapshots = Object.values(step.dynamic ?? {});
  return {
    title: snapshots.find(({ title }) => title)?.title ?? null,
    buttons: snapshots.flatMap(({ buttons = [] }) => buttons),
    rows: shownFields(step, node).flatMap(({ field, value }) => {
      const input = { [field.key]: value };
      const rich = richFields(input, [field]);
      const rendered = renderInput({ input, data, timezone, now, rich });
      const words = rendered.ok ? rendered.value[field.key] : null;
      return typeof words === 'string' || typeof words === 'number' ? [{ field, words: String(words), isRich: rich.length > 0 }] : [];
    }),
  };
}

/** Whether a field is part of what the customer reads: the recipient is none, neither are choices and switches. A chat has no subject: its short texts say whom it goes to. */
export function isPartOfMessage(field: FieldDescriptor, { message }: Pick<ActionDescriptor, 'message'>): boolean {
  if (field.dynamic || message?.channel === 'zalo') return field.dynamic !== undefined || field.format === 'longText';
  return field.type === 'text' && !field.hasOptions && !field.choices && field.format !== 'phone' && field.format !== 'email';
}

function shownFields(step: StepOf<'action'>, node: ActionDescriptor): { field: FieldDescriptor; value: InputValue }[] {
  return node.input
    .filter((field) => isPartOfMessage(field, node))
    .flatMap((field) => {
      const value = step.input[field.key];
      if (value === undefined) return [];
      const snapshot = field.dynamic && step.dynamic?.[field.key];
      if (!field.dynamic) return [{ field, value }];
      if (!snapshot || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
      return snapshotFields(snapshot).flatMap((child) => {
        const held = value[child.key];
        return held === undefined ? [] : [{ field: child, value: held }];
      });
    });
}
