import type { Text } from '@noi/node-sdk';
import { spanFault } from '../checkSpan.ts';
import { checkStartTemplate } from '../checkStartTemplate.ts';
import type { Draft } from '../Draft.ts';
import type { Issue, IssueCode } from '../Issue.ts';

const mostDays = 3650;
const mostEvents = 1000;

/** Who may start a run, and when: what tells runs apart can be read before any step ran, and every bound is one. */
export function startRulesValid(draft: Draft): readonly Issue[] {
  const { dedupeBy, entry, concurrency, gather } = draft.graph.settings;
  const issues = [
    ...checkStartTemplate(dedupeBy, 'settings.dedupeBy', draft),
    ...checkStartTemplate(entry?.by, 'settings.entry.by', draft),
    ...checkStartTemplate(concurrency?.by, 'settings.concurrency.by', draft),
    ...checkStartTemplate(gather?.by, 'settings.gather.by', draft),
  ];
  if (entry?.policy === 'oncePerDays' && !isWhole(entry.days ?? 0, 1, mostDays)) issues.push(issue('entry_invalid', 'settings.entry.days', wrongDays));
  if (concurrency && !isWhole(concurrency.limit, 1, Number.MAX_SAFE_INTEGER))
    issues.push(issue('concurrency_invalid', 'settings.concurrency.limit', wrongLimit));
  const window = gather && spanFault(gather.window, { vi: 'thời gian gom sự kiện', en: 'the time to collect events' });
  if (window) issues.push(issue('gather_invalid', 'settings.gather.window', window));
  if (gather?.type === 'batch' && !isWhole(gather.most, 2, mostEvents)) issues.push(issue('gather_invalid', 'settings.gather.most', wrongBatch));
  return issues;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function issue(code: IssueCode, field: string, message: Text): Issue {
  return { code, severity: 'error', field, message };
}

const wrongDays: Text = {
  vi: `Số ngày giữa hai lượt chạy phải là số nguyên từ 1 đến ${mostDays}. Sửa trong cài đặt quy trình.`,
  en: `The days between two runs must be a whole number from 1 to ${mostDays}. Change it in the flow’s settings.`,
};
const wrongLimit: Text = {
  vi: 'Số lượt chạy cùng lúc phải là số nguyên từ 1. Sửa trong cài đặt quy trình.',
  en: 'The number of runs at once must be a whole number from 1. Change it in the flow’s settings.',
};
const wrongBatch: Text = {
  vi: `Số sự kiện gom lại phải là số nguyên từ 2 đến ${mostEvents}. Sửa trong cài đặt quy trình.`,
  en: `The number of events to collect must be a whole number from 2 to ${mostEvents}. Change it in the flow’s settings.`,
};
