import { isBareDate, readDateTime } from '../template/filters.ts';
import { foldText } from './foldText.ts';

/** How values are compared. */
export interface Comparing {
  /** IANA name: the days of bare dates. */
  readonly timezone: string;
  readonly ignoreMarks?: boolean;
}

/** Below, at or above zero like a sort function, for two numbers or two dates; `null` for all else. */
export function compareAmounts(left: unknown, right: unknown, { timezone }: Comparing): number | null {
  const numbers = [asNumber(left), asNumber(right)] as const;
  if (numbers[0] !== null && numbers[1] !== null) return numbers[0] - numbers[1];
  const dates = asDates(left, right, timezone);
  return dates ? dates[0] - dates[1] : null;
}

/** Like {@link compareAmounts}, and texts by their letters. */
export function compareValues(left: unknown, right: unknown, comparing: Comparing): number | null {
  const amounts = compareAmounts(left, right, comparing);
  if (amounts !== null || typeof left !== 'string' || typeof right !== 'string') return amounts;
  const texts = [foldText(left), foldText(right)] as const;
  return texts[0] < texts[1] ? -1 : texts[0] > texts[1] ? 1 : 0;
}

/** Whether two values mean the same: `"5"` and 5, `"true"` and true, a date and a moment of that day. */
export function isSame(left: unknown, right: unknown, { timezone, ignoreMarks }: Comparing): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return foldText(String(left)) === foldText(String(right));
  if (typeof left === 'number' || typeof right === 'number') {
    const numbers = [asNumber(left), asNumber(right)] as const;
    return numbers[0] !== null && numbers[0] === numbers[1];
  }
  const dates = asDates(left, right, timezone);
  if (dates) return dates[0] === dates[1];
  // Two texts that look like numbers stay texts: order code 0012 is not 12.
  return typeof left === 'string' && typeof right === 'string' && foldText(left, ignoreMarks) === foldText(right, ignoreMarks);
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
