import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import type { InputField } from '../graph/FlowSettings.ts';
import { readDateTime } from '../template/filters.ts';
import { normalizePhone } from '../template/normalizePhone.ts';

export type ReadInputs =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  /** `field` is the key of the input that is missing or does not fit its type. */
  | { readonly ok: false; readonly field: string; readonly text: Text };

type Reading = { readonly value: unknown } | null;

/**
 * What a flow is given at its start, checked against its form and brought into the form of each type: numbers as numbers, phones as E.164, dates as ISO.
 * What the form does not name is left out; what is empty and not required too.
 */
export function readInputs({
  fields,
  given,
  timezone,
}: {
  fields: readonly InputField[];
  given: Readonly<Record<string, unknown>>;
  timezone: string;
}): ReadInputs {
  const input: Record<string, unknown> = {};
  for (const { key, label, type, required } of fields) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    const name = label.trim() || key;
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
      if (required) return { ok: false, field: key, text: { vi: `Thiếu dữ liệu đầu vào “${name}”.`, en: `The input “${name}” is missing.` } };
      continue;
    }
    const read = readValue(type, value, timezone);
    if (read === null) {
      const { vi, en } = typeWords[type];
      return { ok: false, field: key, text: { vi: `Dữ liệu đầu vào “${name}” phải là ${vi}.`, en: `The input “${name}” must be ${en}.` } };
    }
    input[key] = read.value;
  }
  return { ok: true, input };
}

function readValue(type: InputField['type'], value: unknown, timezone: string): Reading {
  switch (type) {
    case 'text':
      return typeof value === 'object' ? null : { value: String(value) };
    case 'number':
    case 'money':
      return readNumber(value);
    case 'boolean':
      if (typeof value === 'boolean') return { value };
      return value === 'true' || value === 'false' ? { value: value === 'true' } : null;
    case 'date': {
      const at = readDateTime(value, timezone);
      return at === null ? null : { value: at.toUTC().toISO() };
    }
    case 'phone': {
      const phone = typeof value === 'string' || typeof value === 'number' ? normalizePhone(String(value)) : null;
      return phone === null ? null : { value: phone.e164 };
    }
    case 'list':
      return Array.isArray(value) ? { value } : null;
    default:
      return assertNever(type);
  }
}

function readNumber(value: unknown): Reading {
  const number = typeof value === 'string' ? Number(value.trim()) : value;
  return typeof number === 'number' && Number.isFinite(number) ? { value: number } : null;
}

const typeWords: Readonly<Record<InputField['type'], Text>> = {
  text: { vi: 'chữ', en: 'text' },
  number: { vi: 'một con số', en: 'a number' },
  money: { vi: 'một số tiền', en: 'an amount of money' },
  boolean: { vi: 'có hoặc không', en: 'yes or no' },
  date: { vi: 'một ngày giờ', en: 'a date' },
  phone: { vi: 'một số điện thoại Việt Nam', en: 'a Vietnamese phone number' },
  list: { vi: 'một danh sách', en: 'a list' },
};
