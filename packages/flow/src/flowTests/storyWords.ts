import { assertNever } from '@noi/errors';
import type { Text } from '@noi/events';
import type { Port, StepId } from '../graph/values.ts';
import type { SimulatedOutcome } from '../simulate/Simulation.ts';
import { grouped } from '../template/grouped.ts';

/** How people call the steps and ways out of the flow. */
export interface StepNames {
  title(stepId: StepId): Text;
  port(stepId: StepId, port: Port): Text;
}

/** How long after the start: `sau 3 ngày 4 giờ`. */
export function clockWords(afterMinutes: number): Text {
  if (afterMinutes === 0) return { vi: 'ngay khi bắt đầu', en: 'at the start' };
  const parts = [
    [Math.floor(afterMinutes / 1_440), 'ngày', 'day'],
    [Math.floor((afterMinutes % 1_440) / 60), 'giờ', 'hour'],
    [afterMinutes % 60, 'phút', 'minute'],
  ] as const;
  const told = parts.filter(([amount]) => amount > 0);
  return {
    vi: `sau ${told.map(([amount, vi]) => `${amount} ${vi}`).join(' ')}`,
    en: `${told.map(([amount, , en]) => `${amount} ${en}${amount === 1 ? '' : 's'}`).join(' ')} after the start`,
  };
}

/** `1.250.000 ₫` */
export function moneyWords(vnd: number): string {
  return `${grouped(vnd)} ₫`;
}

/** How a run ended, or did not. */
export function endWords(outcome: SimulatedOutcome): Text {
  switch (outcome.state) {
    case 'done':
      return { vi: 'lượt chạy đi hết quy trình', en: 'the run went to the end' };
    case 'stopped':
      return outcome.by === 'goal'
        ? { vi: 'lượt chạy đạt mục tiêu', en: 'the run reached its goal' }
        : { vi: 'lượt chạy dừng giữa chừng', en: 'the run was stopped' };
    case 'failed':
      return { vi: `lượt chạy bị lỗi: ${outcome.error.text.vi}`, en: `the run failed: ${outcome.error.text.en}` };
    case 'unfinished':
      return { vi: 'lượt chạy chưa xong khi hết thời gian tua', en: 'the run was not over when the time looked at ended' };
    default:
      return assertNever(outcome);
  }
}
