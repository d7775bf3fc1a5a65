import type { Catalog } from '@noi/catalog';
import { isByPhone, noRecipientWords, type PlanStepOf, type RunData, readRecipient, renderInput, type StepError } from '@noi/flow';
import type { ActionDescriptor, AnyAction, FieldDescriptor, Text } from '@noi/node-sdk';
import { describeZodIssue } from './describeZodIssue.ts';

/** A step's input as the node will see it, with the recipient in the form that the ledger keeps. */
export interface PreparedStep {
  readonly input: Readonly<Record<string, unknown>>;
  readonly recipient: string | null;
}

export type Preparation =
  | { readonly ok: true; readonly prepared: PreparedStep }
  /** `isAddress`: what was found for the recipient cannot be reached, which is the first thing that a send decision asks. */
  | { readonly ok: false; readonly error: StepError; readonly isAddress: boolean; readonly input?: unknown };

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
  if (!rendered.ok) return invalid(rendered.field, { nobody: noRecipient(rendered.field, { action, descriptor }), text: rendered.text });

  const parsed = action.input.safeParse(rendered.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    const text = describeZodIssue(issue, labelOf(descriptor?.input ?? [], field));
    return { ...invalid(field, { nobody: noRecipient(field, { action, descriptor }), text }), input: rendered.value };
  }

  const input = parsed.data;
  if (!action.message) return { ok: true, prepared: { input, recipient: null } };
  const { channel, addressedBy } = action.message;
  const recipient = readRecipient({ channel, addressedBy, written: action.message.recipient(input) });
  if (!recipient.ok) return { ...invalid(recipientField(descriptor, channel), { nobody: recipient.text, text: recipient.text }), input };
  return { ok: true, prepared: { input, recipient: recipient.address } };
}

/** `nobody`: the words where it is the address that is wrong. */
function invalid(field: string | undefined, { nobody, text }: { nobody: Text | null; text: Text }): { ok: false; error: StepError; isAddress: boolean } {
  const error: StepError = { kind: 'invalid_input', text: nobody ?? text, repeatable: true, ...(field ? { field } : {}) };
  return { ok: false, error, isAddress: nobody !== null };
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
