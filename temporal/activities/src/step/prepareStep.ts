import type { Catalog } from '@noi/catalog';
import { isByPhone, noRecipientWords, type PlanStepOf, type RunData, readRecipient, renderInput, type StepError } from '@noi/flow';
import type { ActionDescriptor, AnyAction, FieldDescriptor, Text } from '@noi/node-sdk';
import { describeZodIssue } from './describeZodIssue.ts';

/** A step's input as the node will see it, with the recipient in the form that the ledger keeps. */
export interface PreparedStep {
  readonly input: Readonly<Record<string, unknown>>;
  readonly recipient: string | null;
}

export type Preparation = { readonly ok: true; readonly prepared: PreparedStep } | { readonly ok: false; readonly error: StepError; readonly input?: unknown };

export interface PrepareRequest {
  readonly step: PlanStepOf<'action'>;
  readonly action: AnyAction;
  readonly catalog: Pick<Catalog, 'action'>;
  readonly data: RunData;
  /** Given by hand: takes the place of what the templates make. */
  readonly given?: Readonly<Record<string, unknown>> | undefined;
  readonly timezone: string;
  readonly now: Date;
}

/** Renders templates, checks the result with the action's schema and, where a person is addressed, that the address can be one. */
export function prepareStep(request: PrepareRequest): Preparation {
  const { step, action, catalog, data, given, timezone, now } = request;
  const descriptor = catalog.action(step.node, step.nodeVersion);

  const rendered =
    given === undefined
      ? renderInput({ input: step.input, data, timezone, now: now.getTime(), fields: descriptor?.input, rich: step.rich })
      : { ok: true as const, value: given };
  if (!rendered.ok) return invalid(noRecipient(rendered.field, { action, descriptor }) ?? rendered.text, rendered.field);

  const parsed = action.input.safeParse(rendered.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    const words = noRecipient(field, { action, descriptor }) ?? describeZodIssue(issue, labelOf(descriptor?.input ?? [], field));
    return { ...invalid(words, field), input: rendered.value };
  }

  const input = parsed.data;
  if (!action.message) return { ok: true, prepared: { input, recipient: null } };
  const { channel, addressedBy } = action.message;
  const recipient = readRecipient({ channel, addressedBy, written: action.message.recipient(input) });
  if (!recipient.ok) return { ...invalid(recipient.text, recipientField(descriptor, channel)), input };
  return { ok: true, prepared: { input, recipient: recipient.address } };
}

function invalid(text: Text, field: string | undefined): { ok: false; error: StepError } {
  return { ok: false, error: { kind: 'invalid_input', text, repeatable: true, ...(field ? { field } : {}) } };
}

/** Missing data in the very field that says whom to write to deserves plainer words than "missing data". */
function noRecipient(field: string | undefined, { action, descriptor }: { action: AnyAction; descriptor: ActionDescriptor | undefined }): Text | null {
  if (!action.message || action.message.addressedBy === 'providerId' || !field || field !== recipientField(descriptor, action.message.channel)) return null;
  return noRecipientWords(action.message.channel);
}

function recipientField(descriptor: ActionDescriptor | undefined, channel: string): string | undefined {
  const format = isByPhone(channel) ? 'phone' : 'email';
  return descriptor?.input.find((field) => field.format === format)?.key;
}

function labelOf(fields: readonly FieldDescriptor[], path: string): Text | undefined {
  const [key, ...rest] = path.split('.');
  const field = fields.find((candidate) => candidate.key === key);
  if (!field || rest.length === 0) return field?.label;
  return labelOf(field.fields ?? [], rest.join('.')) ?? field.label;
}
