import { type Text, toE164 } from '@noi/node-sdk';
import { type ParamKind, paramKind } from './paramKind.ts';

type Reading = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly text: Text };

/** A value in the form that its kind of parameter must have. What can only mean one thing is put right (`1.250.000 ₫`, an ISO date-time). */
export function readParam(type: string, value: string): Reading {
  return readers[paramKind(type)](value);
}

const readers: Record<ParamKind, (value: string) => Reading> = {
  text: (value) => ({ ok: true, value }),
  number: (value) => (/^\d+$/.test(value) ? { ok: true, value } : wrong('phải là chữ số.', 'must be digits.')),
  currency: readCurrency,
  date: readDate,
  phone: (value) => {
    const phone = toE164(value);
    return phone === undefined ? wrong('không phải số điện thoại Việt Nam.', 'is not a Vietnamese phone number.') : { ok: true, value: `0${phone.slice(3)}` };
  },
  url: (value) =>
    isLink(value) ? { ok: true, value } : wrong('phải là đường dẫn đầy đủ, bắt đầu bằng https://.', 'must be a whole link that starts with https://.'),
};

function readCurrency(value: string): Reading {
  const bare = value.replace(/\s*(₫|đ|vnđ|vnd)$/iu, '').trim();
  const digits = /^\d{1,3}([.,]\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, '') : bare;
  const whole = /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : '0';
  return whole === '0' ? wrong('phải là số tiền nguyên lớn hơn 0, tính bằng đồng.', 'must be a whole amount of đồng above 0.') : { ok: true, value: whole };
}

const dateForms = [/^(\d{2}:\d{2}(:\d{2})? )?(0[1-9]|[12]\d|3[01])\/(0[1-9]|1[0-2])\/\d{4}$/, /^([01]\d|2[0-3]):[0-5]\d$/, /^(0[1-9]|1[0-2])\/\d{4}$/];
const isoForm = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}|$)/;

function readDate(value: string): Reading {
  if (dateForms.some((form) => form.test(value))) return { ok: true, value };
  const time = isoForm.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) return wrong('phải là ngày dạng 25/12/2026 hoặc 14:30 25/12/2026.', 'must be a date like 25/12/2026 or 14:30 25/12/2026.');
  if (value.length === 10) return { ok: true, value: value.split('-').reverse().join('/') };
  const parts = Object.fromEntries(vietnam.formatToParts(time).map(({ type, value: part }) => [type, part]));
  return { ok: true, value: `${parts.hour}:${parts.minute} ${parts.day}/${parts.month}/${parts.year}` };
}

const vietnam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function isLink(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function wrong(vi: string, en: string): Reading {
  return { ok: false, text: { vi, en } };
}
