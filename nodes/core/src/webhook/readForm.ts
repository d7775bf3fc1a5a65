import type { Customer, EventPayload } from '@noi/events';
import { toE164 } from '@noi/node-sdk';
import { z } from 'zod';

const Flat = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** How websites call the fields that say who is asking; compared without tone marks, blanks and case. */
const names = {
  name: ['ten', 'hoten', 'hovaten', 'tenkhach', 'tenkhachhang', 'name', 'fullname', 'yourname'],
  phone: ['sdt', 'sodienthoai', 'dienthoai', 'phone', 'phonenumber', 'mobile', 'tel'],
  email: ['email', 'mail', 'youremail'],
  agreed: ['dongynhantin', 'acceptsmarketing', 'newsletter'],
  form: ['form', 'formname', 'bieumau', 'tenbieumau'],
  url: ['url', 'pageurl', 'linkurl', 'trang'],
} as const;
const yes = ['true', '1', 'on', 'yes', 'co', 'dongy'];

/** A form as websites send it, flat; `undefined` for a body of another shape. */
export function readForm(body: unknown, query: Readonly<Record<string, string>>): EventPayload<'form.submitted'> | undefined {
  const flat = Flat.safeParse(body).data;
  if (flat === undefined || Object.keys(flat).length === 0) return undefined;
  const fields = Object.fromEntries(
    Object.entries(flat).flatMap(([key, value]) => (value === null || String(value).trim() === '' ? [] : [[key, String(value).trim()]])),
  );
  const find = (keys: readonly string[]) => Object.entries({ ...query, ...fields }).find(([key]) => keys.includes(plain(key)))?.[1];
  const url = find(names.url);
  return { form: { name: find(names.form) ?? 'Biểu mẫu', ...(url === undefined ? {} : { url }) }, customer: customerOf(find), fields };
}

function customerOf(find: (keys: readonly string[]) => string | undefined): Customer {
  const [name, rawPhone, email, agreed] = [find(names.name), find(names.phone), find(names.email), find(names.agreed)];
  const phone = rawPhone === undefined ? undefined : toE164(rawPhone);
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(rawPhone === undefined ? {} : { rawPhone }),
    ...(email === undefined ? {} : { email }),
    ...(agreed === undefined ? {} : { acceptsMarketing: yes.includes(plain(agreed)) }),
  };
}

/** `Số điện thoại` → `sodienthoai`. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();
}
