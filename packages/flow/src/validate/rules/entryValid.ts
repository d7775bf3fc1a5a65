import type { Text } from '@noi/events';
import type { FlowSettings } from '../../graph/FlowGraph.ts';
import { checkTemplate } from '../../template/parseTemplate.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

type Part = 'dedupeBy' | 'entry' | 'concurrency' | 'gather';

const mostDays = 3650;
const mostAtOnce = 10_000;
const mostInBatch = 1_000;

/** Who may enter: numbers within what can be kept, a time that passes, and templates that only read the event. */
export function entryValid({ graph }: Draft): readonly Issue[] {
  const { dedupeBy, entry, concurrency, gather } = graph.settings;
  return [
    ...badTemplate('dedupeBy', dedupeBy),
    ...badTemplate('entry', entry?.by),
    ...(entry?.policy === 'oncePerDays' && !isWhole(entry.days ?? 1, mostDays) ? [issue('entry', daysWords)] : []),
    ...badTemplate('concurrency', concurrency?.by),
    ...(concurrency !== undefined && !isWhole(concurrency.limit, mostAtOnce) ? [issue('concurrency', limitWords)] : []),
    ...badTemplate('gather', gather?.by),
    ...(gather !== undefined && !(gather.window.amount > 0) ? [issue('gather', windowWords)] : []),
    ...(gather?.type === 'batch' && !isWhole(gather.most, mostInBatch) ? [issue('gather', mostWords)] : []),
  ];
}

function badTemplate(part: Part, template: string | undefined): readonly Issue[] {
  const reading = checkTemplate(template ?? '');
  if (!reading.ok) return [issue(part, reading.text)];
  const readsSteps = reading.segments.some((segment) => segment.type === 'data' && segment.path.startsWith('steps'));
  return readsSteps ? [issue(part, stepsWords)] : [];
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function issue(part: Part & keyof FlowSettings, message: Text): Issue {
  return { code: 'entry_invalid', severity: 'error', field: `settings.${part}`, message };
}

const daysWords: Text = {
  vi: `Số ngày giữa hai lần vào quy trình chưa đúng. Nhập từ 1 đến ${mostDays} ngày trong cài đặt quy trình.`,
  en: `The days between two entries are not right. Enter 1 to ${mostDays} days in the flow’s settings.`,
};
const limitWords: Text = {
  vi: 'Số lượt chạy cùng lúc chưa đúng. Nhập từ 1 đến 10.000 trong cài đặt quy trình.',
  en: 'The number of runs at once is not right. Enter 1 to 10,000 in the flow’s settings.',
};
const windowWords: Text = {
  vi: 'Thời gian gom sự kiện phải dài hơn 0. Sửa trong cài đặt quy trình.',
  en: 'The time to gather events must be longer than 0. Change it in the flow’s settings.',
};
const mostWords: Text = {
  vi: 'Số sự kiện gom tối đa chưa đúng. Nhập từ 1 đến 1.000 trong cài đặt quy trình.',
  en: 'The most events to gather is not right. Enter 1 to 1,000 in the flow’s settings.',
};
const stepsWords: Text = {
  vi: 'Lúc xét vào quy trình thì chưa bước nào chạy. Chỉ dùng dữ liệu của sự kiện bắt đầu.',
  en: 'No step has run when an event asks to enter. Use data of the starting event only.',
};
