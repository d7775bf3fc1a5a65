import type { Text } from '@noi/node-sdk';
import type { Span } from '../graph/FlowGraph.ts';

const days = { seconds: 1 / 86_400, minutes: 1 / 1440, hours: 1 / 24, days: 1, weeks: 7 } as const;
const longestDays = 3650;

/** What is wrong with a length of time that must lie ahead; `words` says whose, as in “thời hạn đợi”. */
export function spanFault(span: Span, { vi, en }: Text): Text | null {
  if (!(span.amount > 0)) return { vi: `Chưa chọn ${vi}. Nhập một số lớn hơn 0.`, en: `Set ${en}: enter a number above 0.` };
  return isTooLong(span) ? { vi: `Chọn ${vi} tối đa 10 năm.`, en: `Choose 10 years at most for ${en}.` } : null;
}

/** Whether it is longer than a run may wait. */
export function isTooLong({ amount, unit }: Span): boolean {
  return !(amount * days[unit] <= longestDays);
}
