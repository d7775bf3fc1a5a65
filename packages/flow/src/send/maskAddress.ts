import { isByPhone } from './readRecipient.ts';

/** A person's address as it may stand in lists that many people look at: enough to tell people apart, too little to write to them. */
export function maskAddress(channel: string, address: string): string {
  if (isByPhone(channel)) return maskPhone(address);
  const at = address.lastIndexOf('@');
  return at > 0 ? `${address.slice(0, 1)}•••${address.slice(at)}` : `${address.slice(0, 3)}•••`;
}

function maskPhone(phone: string): string {
  const local = phone.replace(/^\+84/, '0').replaceAll(/\D/g, '');
  return local.length < 8 ? '•••' : `${local.slice(0, 4)} ••• ${local.slice(-3)}`;
}
