import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import { firstPill } from '../template/templatePieces.ts';
import type { Span, Wait } from './FlowGraph.ts';

const units: Readonly<Record<Span['unit'], readonly [vi: string, en: string]>> = {
  seconds: ['giây', 'second'],
  minutes: ['phút', 'minute'],
  hours: ['giờ', 'hour'],
  days: ['ngày', 'day'],
  weeks: ['tuần', 'week'],
};

const weekdays: readonly (readonly [vi: string, en: string])[] = [
  ['Thứ Hai', 'Monday'],
  ['Thứ Ba', 'Tuesday'],
  ['Thứ Tư', 'Wednesday'],
  ['Thứ Năm', 'Thursday'],
  ['Thứ Sáu', 'Friday'],
  ['Thứ Bảy', 'Saturday'],
  ['Chủ nhật', 'Sunday'],
];

/** Whether a rule's value, which may hold anything, is a length of time. */
export function isSpan(value: unknown): value is Span {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('unit' in value)) return false;
  return typeof value.amount === 'number' && typeof value.unit === 'string' && Object.hasOwn(units, value.unit);
}

/** A length of time: `3 ngày`, `1,5 giờ`. */
export function spanWords({ amount, unit }: Span): Text {
  const [vi, en] = units[unit];
  return { vi: `${String(amount).replace('.', ',')} ${vi}`, en: `${amount} ${en}${amount === 1 ? '' : 's'}` };
}

/** A wait as people say it: `Đợi 3 ngày`, `Đợi đến 09:00`, `Đợi đến Giao lúc`. */
export function waitWords(wait: Wait, labelOf: (path: string) => Text): Text {
  switch (wait.type) {
    case 'duration': {
      const { vi, en } = spanWords(wait);
      return { vi: `Đợi ${vi}`, en: `Wait ${en}` };
    }
    case 'timeOfDay':
      return wait.time === ''
        ? { vi: 'Đợi đến giờ trong ngày', en: 'Wait until a time of day' }
        : { vi: `Đợi đến ${wait.time}`, en: `Wait until ${wait.time}` };
    case 'until': {
      if (wait.at.trim() === '') return { vi: 'Đợi đến ngày', en: 'Wait until a date' };
      const { vi, en } = momentWords(wait.at, labelOf);
      return { vi: `Đợi đến ${vi}`, en: `Wait until ${en}` };
    }
    case 'offset':
      return offsetWords(wait, labelOf);
    case 'weekday': {
      const days = weekdays.filter((_, index) => wait.days.includes(index + 1));
      if (days.length === 0) return { vi: 'Đợi đến ngày trong tuần', en: 'Wait until a weekday' };
      return {
        vi: `Đợi đến ${wait.time} ${days.map(([day]) => day).join(', ')}`,
        en: `Wait until ${wait.time} on ${days.map(([, day]) => day).join(', ')}`,
      };
    }
    case 'businessHours':
      return { vi: 'Đợi đến giờ mở cửa', en: 'Wait until opening hours' };
    default:
      return assertNever(wait);
  }
}

/** `Đợi đến 2 ngày trước “Ngày hẹn” lúc 09:00`; without a distance the day itself. */
function offsetWords(wait: Extract<Wait, { type: 'offset' }>, labelOf: (path: string) => Text): Text {
  if (wait.at.trim() === '') return { vi: 'Đợi đến trước hoặc sau một ngày', en: 'Wait until before or after a date' };
  const moment = momentWords(wait.at, labelOf);
  const time = wait.time ? { vi: ` lúc ${wait.time}`, en: ` at ${wait.time}` } : { vi: '', en: '' };
  if (wait.amount === 0) return { vi: `Đợi đến ${moment.vi}${time.vi}`, en: `Wait until ${moment.en}${time.en}` };
  const span = spanWords(wait);
  const way = wait.direction === 'before' ? { vi: 'trước', en: 'before' } : { vi: 'sau', en: 'after' };
  return {
    vi: `Đợi đến ${span.vi} ${way.vi} ${moment.vi}${time.vi}`,
    en: `Wait until ${span.en} ${way.en} ${moment.en}${time.en}`,
  };
}

/** A date by the name of its data, or as it was typed. */
function momentWords(at: string, labelOf: (path: string) => Text): Text {
  const pill = firstPill(at);
  if (pill) {
    const { vi, en } = labelOf(pill.path);
    return { vi: `“${vi}”`, en: `“${en}”` };
  }
  const words = dateWords(at.trim());
  return { vi: words, en: words };
}

/** `2026-12-25T14:30` → `25/12/2026 14:30`, by its own digits: a literal carries the zone it was typed in. */
function dateWords(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(iso);
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}${parts[4] ? ` ${parts[4]}` : ''}` : iso;
}
