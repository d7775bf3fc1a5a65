import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import { parseTemplate } from '../template/parseTemplate.ts';
import type { Wait } from './FlowGraph.ts';

const units: Readonly<Record<Extract<Wait, { type: 'duration' }>['unit'], readonly [vi: string, en: string]>> = {
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

/** A wait as people say it: `Đợi 3 ngày`, `Đợi đến 09:00`, `Đợi đến Giao lúc`. */
export function waitWords(wait: Wait, labelOf: (path: string) => Text): Text {
  switch (wait.type) {
    case 'duration': {
      const [vi, en] = units[wait.unit];
      return { vi: `Đợi ${String(wait.amount).replace('.', ',')} ${vi}`, en: `Wait ${wait.amount} ${en}${wait.amount === 1 ? '' : 's'}` };
    }
    case 'timeOfDay':
      return wait.time === ''
        ? { vi: 'Đợi đến giờ trong ngày', en: 'Wait until a time of day' }
        : { vi: `Đợi đến ${wait.time}`, en: `Wait until ${wait.time}` };
    case 'until': {
      if (wait.at.trim() === '') return { vi: 'Đợi đến ngày', en: 'Wait until a date' };
      const pill = parseTemplate(wait.at).find((segment) => segment.type === 'data');
      if (pill?.type === 'data') {
        const { vi, en } = labelOf(pill.path);
        return { vi: `Đợi đến “${vi}”`, en: `Wait until “${en}”` };
      }
      const words = dateWords(wait.at.trim());
      return { vi: `Đợi đến ${words}`, en: `Wait until ${words}` };
    }
    case 'offset': {
      const [vi, en] = units[wait.unit];
      const pill = parseTemplate(wait.at).find((segment) => segment.type === 'data');
      const date = pill?.type === 'data' ? labelOf(pill.path) : { vi: dateWords(wait.at.trim()), en: dateWords(wait.at.trim()) };
      const way = wait.direction === 'before' ? { vi: 'trước', en: 'before' } : { vi: 'sau', en: 'after' };
      return {
        vi: `Đợi đến ${String(wait.amount).replace('.', ',')} ${vi} ${way.vi} “${date.vi}”`,
        en: `Wait until ${wait.amount} ${en}${wait.amount === 1 ? '' : 's'} ${way.en} “${date.en}”`,
      };
    }
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

/** `2026-12-25T14:30` → `25/12/2026 14:30`, by its own digits: a literal carries the zone it was typed in. */
function dateWords(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(iso);
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}${parts[4] ? ` ${parts[4]}` : ''}` : iso;
}
