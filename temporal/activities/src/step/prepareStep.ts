import type { Catalog } from '@noi/catalog';
import { normalizePhone, type PlanStepOf, type RunData, renderInput, type StepError } from '@noi/flow';
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
  readonly timezone: string;
  readonly now: Date;
}

/** Renders templates, checks the result with the action's schema and, where a person is addressed, that the address can be one. */
export function prepareStep(request: PrepareRequest): Preparation {
  const { step, action, catalog, data, timezone, now } = request;
  const descriptor = catalog.action(step.node, step.nodeVersion);

  const rendered = renderInput({ input: step.input, data, timezone, now: now.getTime(), fields: descriptor?.input });
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
  const recipient = readRecipient(action.message, input);
  if ('text' in recipient) return { ...invalid(recipient.text, recipientField(descriptor, action.message.channel)), input };
  return { ok: true, prepared: { input, recipient: recipient.address } };
}

function invalid(text: Text, field: string | undefined): { ok: false; error: StepError } {
  return { ok: false, error: { kind: 'invalid_input', text, repeatable: true, ...(field ? { field } : {}) } };
}

const byPhone: ReadonlySet<string> = new Set(['zalo', 'sms']);

const noPhone: Text = {
  vi: 'Đơn hàng không có số điện thoại, nên tin này không gửi được. Hãy bổ sung số điện thoại của khách trên đơn hàng.',
  en: 'The order has no phone number, so this message cannot be sent. Add the customer’s phone number to the order.',
};
const noEmail: Text = {
  vi: 'Không có địa chỉ email của khách, nên thư này không gửi được. Hãy bổ sung email của khách.',
  en: 'There is no email address for this customer, so this message cannot be sent. Add the customer’s email.',
};
const nobody: Text = {
  vi: 'Không có mã của người nhận, nên tin này không gửi được. Hãy xem lại dữ liệu chèn ở ô người nhận.',
  en: 'There is nobody to send this message to. Check the data pill in the recipient field.',
};

function readRecipient({ channel, addressedBy, recipient }: NonNullable<AnyAction['message']>, input: unknown): { address: string } | { text: Text } {
  const written = recipient(input).trim();
  if (addressedBy === 'providerId') return written === '' ? { text: nobody } : { address: written };
  if (byPhone.has(channel)) {
    if (written === '') return { text: noPhone };
    const phone = normalizePhone(written);
    if (phone === null) {
      return {
        text: {
          vi: `“${written}” không phải là số điện thoại Việt Nam đọc được. Hãy sửa số điện thoại của khách.`,
          en: `“${written}” is not a readable Vietnamese phone number. Correct the customer’s phone number.`,
        },
      };
    }
    return { address: phone.e164 };
  }
  if (written === '') return { text: channel === 'email' ? noEmail : nobody };
  if (channel !== 'email') return { address: written };
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(written)) return { address: written };
  return {
    text: {
      vi: `“${written}” không phải là địa chỉ email. Hãy sửa email của khách.`,
      en: `“${written}” is not an email address. Correct the customer’s email.`,
    },
  };
}

/** Missing data in the very field that says whom to write to deserves plainer words than "missing data". */
function noRecipient(field: string | undefined, { action, descriptor }: { action: AnyAction; descriptor: ActionDescriptor | undefined }): Text | null {
  if (!action.message || action.message.addressedBy === 'providerId' || !field || field !== recipientField(descriptor, action.message.channel)) return null;
  return byPhone.has(action.message.channel) ? noPhone : noEmail;
}

function recipientField(descriptor: ActionDescriptor | undefined, channel: string): string | undefined {
  const format = byPhone.has(channel) ? 'phone' : 'email';
  return descriptor?.input.find((field) => field.format === format)?.key;
}

function labelOf(fields: readonly FieldDescriptor[], path: string): Text | undefined {
  const [key, ...rest] = path.split('.');
  const field = fields.find((candidate) => candidate.key === key);
  if (!field || rest.length === 0) return field?.label;
  return labelOf(field.fields ?? [], rest.join('.')) ?? field.label;
}
