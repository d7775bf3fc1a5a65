import { isBareDate, readDateTime } from '../template/filters.ts';

/** Below, at or above zero like a sort function; `null` when the two cannot be put in order. */
export function compareValues(left: unknown, right: unknown, timezone: string): number | null {
  const numbers = [asNumber(left), asNumber(right)] as const;
  if (numbers[0] !== null && numbers[1] !== null) return numbers[0] - numbers[1];
  const dates = asDates(left, right, timezone);
  if (dates) return dates[0] - dates[1];
  if (typeof left !== 'string' || typeof right !== 'string') return null;
  const texts = [fold(left), fold(right)] as const;
  return texts[0] < texts[1] ? -1 : texts[0] > texts[1] ? 1 : 0;
}

/** Whether two values mean the same: `"5"` and 5, `"true"` and true, a date and a moment of that day. */
export function isSame(left: unknown, right: unknown, timezone: string): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return fold(String(left)) === fold(String(right));
  if (typeof left === 'number' || typeof right === 'number') {
    const numbers = [asNumber(left), asNumber(right)] as const;
    return numbers[0] !== null && numbers[0] === numbers[1];
  }
  const dates = asDates(left, right, timezone);
  if (dates) return dates[0] === dates[1];
  // Two texts that look like numbers stay texts: order code 0012 is not 12.
  return typeof left === 'string' && typeof right === 'string' && fold(left) === fold(right);
}

function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function asDates(left: unknown, right: unknown, timezone: string): readonly [number, number] | null {
  if (typeof left !== 'string' || typeof right !== 'string') return null;
  const dates = [readDateTime(left, timezone), readDateTime(right, timezone)] as const;
  if (dates[0] === null || dates[1] === null) return null;
  const byDay = isBareDate(left) || isBareDate(right);
  const [first, second] = dates;
  return byDay ? [first.startOf('day').toMillis(), second.startOf('day').toMillis()] : [first.toMillis(), second.toMillis()];
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
