import type { Text } from '@noi/events';
import { DateTime } from 'luxon';
import { isMissing } from './dataPath.ts';
import { formatPhone } from './formatPhone.ts';
import { grouped } from './grouped.ts';
import { normalizePhone } from './normalizePhone.ts';

/** What filters know beside their value. `now` is epoch ms. */
export interface FilterContext {
  readonly timezone: string;
  readonly now: number;
}

/** A value that a filter cannot show; `text` says so to the shop. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

type Filter = (value: unknown, args: readonly unknown[], context: FilterContext) => unknown;

/** Filters of our own. None sees a missing value: that is the fallback's matter. */
export const filters: Readonly<Record<string, Filter>> = {
  money: (value) => `${grouped(Math.round(toNumber(value)))} ₫`,
  number: (value) => grouped(toNumber(value)),
  date: (value, [format], context) => toDateTime(value, context.timezone).toFormat(typeof format === 'string' ? format : 'dd/MM/yyyy', { locale: 'vi' }),
  datetime: (value, _args, context) => toDateTime(value, context.timezone).toFormat('dd/MM/yyyy HH:mm'),
  time: (value, _args, context) => toDateTime(value, context.timezone).toFormat('HH:mm'),
  add_days: (value, [days], context) =>
    toDateTime(value, context.timezone)
      .plus({ days: toNumber(days) })
      .toISO() ?? '',
  phone: (value) => formatPhone(String(value)),
  phone84: (value) => {
    const phone = normalizePhone(String(value));
    if (!phone)
      throw new FilterError({ vi: `“${String(value)}” không phải số điện thoại Việt Nam.`, en: `“${String(value)}” is not a Vietnamese phone number.` });
    return phone.e164.slice(1);
  },
  first_name: (value) => givenName(String(value)),
  given_name: (value) => givenName(String(value)),
};

/** A moment from ISO text, a date as written in Việt Nam (`25/12/2026 14:30`) or an epoch number (seconds or ms); a bare date is its midnight in the zone. */
export function readDateTime(value: unknown, timezone: string): DateTime<true> | null {
  if (typeof value === 'number') return valid(DateTime.fromMillis(Math.abs(value) < 1e11 ? value * 1000 : value, { zone: timezone }));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{1,2}\/\d{1,2}\/\d{4}/.test(text)) return valid(DateTime.fromFormat(text, text.includes(':') ? 'd/M/yyyy H:mm' : 'd/M/yyyy', { zone: timezone }));
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  return valid(DateTime.fromISO(text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T'), { zone: timezone }));
}

/** Whether a text names a whole day, without a time. */
export function isBareDate(text: string): boolean {
  return /^(\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})$/.test(text.trim());
}

/** Vietnamese names end with the name that people are called by. */
function givenName(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}

function toNumber(value: unknown): number {
  const number = typeof value === 'string' ? Number(value.trim()) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || isMissing(value))
    throw new FilterError({ vi: `“${String(value)}” không phải là số.`, en: `“${String(value)}” is not a number.` });
  return number;
}

function toDateTime(value: unknown, timezone: string): DateTime<true> {
  const read = readDateTime(value, timezone);
  if (!read) throw new FilterError({ vi: `“${String(value)}” không phải ngày giờ.`, en: `“${String(value)}” is not a date.` });
  return read;
}

function valid(time: DateTime): DateTime<true> | null {
  return time.isValid ? (time as DateTime<true>) : null;
}
