/** `1.250.000 ₫` */
export function formatMoney(amount: number): string {
  return `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 }).format(amount)} ₫`;
}

/** `12.345` */
export function formatCount(count: number, language: 'vi' | 'en'): string {
  return new Intl.NumberFormat(language).format(count);
}

/** `33,3%` of a share from 0 to 1. */
export function formatShare(share: number, language: 'vi' | 'en'): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long something takes, by its two largest units: `2 ngày 23 giờ`; nothing for less than a second. */
export function formatLength(ms: number, language: 'vi' | 'en'): string | null {
  const first = units.findIndex(([, size]) => ms >= size);
  if (first === -1) return null;
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
  }
  return parts.join(' ');
}

/** How large a file is: `850 kB`, `1,2 MB`. */
export function formatBytes(bytes: number, language: 'vi' | 'en'): string {
  const [unit, size] = bytes >= 1_048_576 ? (['megabyte', 1_048_576] as const) : (['kilobyte', 1024] as const);
  const maximumFractionDigits = unit === 'megabyte' ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(
    bytes === 0 ? 0 : Math.max(bytes / size, 1),
  );
}
