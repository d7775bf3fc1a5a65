import { normalizePhone } from './normalizePhone.ts';

/** `0912 345 678`; text that is no number stays as it was written. */
export function formatPhone(raw: string): string {
  const phone = normalizePhone(raw);
  if (!phone) return raw;
  const { national } = phone;
  if (phone.kind === 'mobile') return `${national.slice(0, 4)} ${national.slice(4, 7)} ${national.slice(7)}`;
  // Hà Nội and Thành phố Hồ Chí Minh have three-digit area codes, all others four.
  const area = /^02[48]/.test(national) ? 3 : 4;
  return `${national.slice(0, area)} ${national.slice(area, -4)} ${national.slice(-4)}`;
}
