import type { Text } from '@noi/events';
import { normalizePhone } from '../template/normalizePhone.ts';

/** A person's address in the form that the ledger keeps, or why it cannot be one. */
export type RecipientReading = { readonly ok: true; readonly address: string } | { readonly ok: false; readonly text: Text };

export interface WrittenRecipient {
  readonly channel: string;
  /** `providerId`: the provider's own id of a person, taken as it is. */
  readonly addressedBy?: 'providerId' | undefined;
  /** The address as typed or mapped. */
  readonly written: string;
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

/** Whether the channel reaches people by phone number. */
export function isByPhone(channel: string): boolean {
  return byPhone.has(channel);
}

/** The words for an address that is not there at all. */
export function noRecipientWords(channel: string): Text {
  if (isByPhone(channel)) return noPhone;
  return channel === 'email' ? noEmail : nobody;
}

/** Reads an address as its channel understands it. */
export function readRecipient({ channel, addressedBy, written }: WrittenRecipient): RecipientReading {
  const address = written.trim();
  if (address === '') return { ok: false, text: addressedBy === 'providerId' ? nobody : noRecipientWords(channel) };
  if (addressedBy === 'providerId') return { ok: true, address };
  if (isByPhone(channel)) return readPhone(address);
  if (channel !== 'email' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return { ok: true, address };
  return {
    ok: false,
    text: {
      vi: `“${address}” không phải là địa chỉ email. Hãy sửa email của khách.`,
      en: `“${address}” is not an email address. Correct the customer’s email.`,
    },
  };
}

function readPhone(written: string): RecipientReading {
  const phone = normalizePhone(written);
  if (phone !== null) return { ok: true, address: phone.e164 };
  return {
    ok: false,
    text: {
      vi: `“${written}” không phải là số điện thoại Việt Nam đọc được. Hãy sửa số điện thoại của khách.`,
      en: `“${written}” is not a readable Vietnamese phone number. Correct the customer’s phone number.`,
    },
  };
}
