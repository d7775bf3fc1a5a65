import { described, NodeError, toE164 } from '@noi/node-sdk';
import { z } from 'zod';

/** What a lead says of a person; a form rarely has all of it. */
export const personShape = {
  name: described(z.string().trim().max(120).optional(), { label: { vi: 'Tên khách', en: 'Customer name' }, sample: 'Nguyễn Thị Lan' }),
  phone: described(z.string().trim().max(40).optional(), { label: { vi: 'Số điện thoại', en: 'Phone' }, format: 'phone', sample: '+84912345678' }),
  email: described(z.string().trim().max(120).optional(), { label: { vi: 'Email', en: 'Email' }, format: 'email', sample: 'lan@example.com' }),
};

interface Person {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** Phones go as `+84…`, so that Bitrix24's own search for doubles finds them. A phone that cannot be read is refused, not lost. */
export function personFields({ name, phone, email }: Person): Readonly<Record<string, unknown>> {
  const fm = [
    ...(phone ? [{ typeId: 'PHONE', valueType: 'WORK', value: readPhone(phone) }] : []),
    ...(email ? [{ typeId: 'EMAIL', valueType: 'WORK', value: email }] : []),
  ];
  return { ...(name ? { name } : {}), ...(fm.length > 0 ? { fm } : {}) };
}

function readPhone(phone: string): string {
  const e164 = toE164(phone);
  if (e164 !== undefined) return e164;
  throw new NodeError(
    'invalid_input',
    { vi: `“${phone}” không phải số điện thoại Việt Nam. Hãy sửa số của khách.`, en: `“${phone}” is not a Vietnamese phone number. Correct it.` },
    { field: 'phone' },
  );
}
