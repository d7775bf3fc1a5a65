import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import { z } from 'zod';
import type { InputField } from '../graph/FlowGraph.ts';
import { normalizePhone } from '../template/normalizePhone.ts';

export interface InputFault {
  /** The key of the field to mend. */
  readonly field: string;
  readonly message: Text;
}

export type InputReading =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly faults: readonly InputFault[] };

/** Checks what a person, or another flow, gives a run at its start, as the flow's settings ask for it: phones become E.164, entries that nobody asked for are left out. */
export function readInputs(fields: readonly InputField[], given: Readonly<Record<string, unknown>>): InputReading {
  const input: Record<string, unknown> = {};
  const faults: InputFault[] = [];
  for (const field of fields) {
    const value = Object.hasOwn(given, field.key) ? given[field.key] : undefined;
    if (isBlank(value)) {
      if (field.required) faults.push({ field: field.key, message: missing(field) });
      continue;
    }
    const parsed = schemaOf(field).safeParse(value);
    if (parsed.success) input[field.key] = parsed.data;
    else faults.push({ field: field.key, message: unfit(field) });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, input };
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

const number = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

function schemaOf({ type }: InputField): z.ZodType {
  switch (type) {
    case 'text':
      return z.union([z.string().trim().max(5_000), z.number().transform(String)]);
    case 'number':
      return number;
    case 'money':
      return number.pipe(z.number().int().min(0));
    case 'boolean':
      return z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);
    case 'date':
      return z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]);
    case 'phone':
      return z.string().transform((written, context) => {
        const phone = normalizePhone(written);
        if (phone) return phone.e164;
        context.addIssue({ code: 'custom', message: 'Not a phone number' });
        return z.NEVER;
      });
    case 'list':
      return z.array(z.unknown()).max(10_000);
    default:
      return assertNever(type);
  }
}

function nameOf({ label, key }: InputField): string {
  return label.trim() || key;
}

function missing(field: InputField): Text {
  return { vi: `Chưa điền “${nameOf(field)}”.`, en: `Fill in “${nameOf(field)}”.` };
}

function unfit(field: InputField): Text {
  const name = nameOf(field);
  switch (field.type) {
    case 'text':
      return { vi: `“${name}” chỉ nhận chữ, tối đa 5.000 ký tự.`, en: `“${name}” takes text, 5,000 characters at most.` };
    case 'number':
      return { vi: `“${name}” phải là số. Nhập lại bằng chữ số.`, en: `“${name}” must be a number. Enter digits.` };
    case 'money':
      return { vi: `“${name}” phải là số tiền, không có phần lẻ.`, en: `“${name}” must be an amount in whole đồng.` };
    case 'boolean':
      return { vi: `“${name}” chỉ nhận có hoặc không.`, en: `“${name}” takes yes or no only.` };
    case 'date':
      return { vi: `“${name}” không phải ngày. Chọn lại ngày.`, en: `“${name}” is not a date. Choose a date.` };
    case 'phone':
      return { vi: `“${name}” không phải số điện thoại Việt Nam. Kiểm tra lại số.`, en: `“${name}” is not a Vietnamese phone number. Check the number.` };
    case 'list':
      return { vi: `“${name}” phải là danh sách, tối đa 10.000 mục.`, en: `“${name}” must be a list of 10,000 items at most.` };
    default:
      return assertNever(field.type);
  }
}
