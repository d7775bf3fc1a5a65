import { DateTime } from 'luxon';

const zone = 'Asia/Ho_Chi_Minh';

/** `25/12/2026 14:30`, in the shop's timezone. */
export function formatDateTime(iso: string | number, timezone = zone): string {
  return at(iso, timezone).toFormat('dd/MM/yyyy HH:mm');
}

/** `3 ngày trước`, `in 2 hours`. */
export function formatRelative(iso: string | number, language: 'vi' | 'en'): string {
  return at(iso, zone).toRelative({ locale: language }) ?? formatDateTime(iso);
}

function at(value: string | number, timezone: string): DateTime {
  return typeof value === 'number' ? DateTime.fromMillis(value, { zone: timezone }) : DateTime.fromISO(value, { zone: timezone });
}
