import type { Text } from '@noi/events';
import type { DateTime } from 'luxon';
import type { Wait } from '../../graph/FlowGraph.ts';
import { readDateTime } from '../../template/filters.ts';
import { renderInput } from '../../template/renderInput.ts';
import type { RunData } from '../RunPorts.ts';
import { atClock, firstReading, noClock, readClock } from './clockTime.ts';
import { type WaitEnd, wrong } from './WaitEnd.ts';

interface DateRequest {
  /** A template that gives a date. */
  readonly at: string;
  readonly data: RunData;
  readonly now: number;
  readonly timezone: string;
}

/** The moment that a date in the data names; a bare date is its midnight. */
export function atDate(request: DateRequest): WaitEnd {
  const read = dateOf(request);
  return read.ok ? { ok: true, until: read.date.toMillis() } : read;
}

/**
 * A moment before or after a date in the data. Days and weeks keep the time on the wall over a clock change, shorter units are exact; `time` moves the
 * result to that time of the day that it falls on.
 */
export function atOffset(wait: Extract<Wait, { type: 'offset' }>, around: Omit<DateRequest, 'at'>): WaitEnd {
  const read = dateOf({ at: wait.at, ...around });
  if (!read.ok) return read;
  const clock = wait.time === undefined ? null : readClock(wait.time);
  if (wait.time !== undefined && clock === null) return wrong(noClock(wait.time));

  const moved = read.date.plus({ [wait.unit]: wait.direction === 'before' ? -wait.amount : wait.amount });
  if (!moved.isValid) {
    return wrong({ vi: 'Khoảng thời gian của bước chờ quá dài. Hãy nhập lại.', en: 'The length of time in the wait step is too long. Enter it again.' });
  }
  if (clock !== null) return { ok: true, until: atClock(moved, clock).toMillis() };
  const isOnCalendar = wait.amount > 0 && (wait.unit === 'days' || wait.unit === 'weeks');
  return { ok: true, until: (isOnCalendar ? firstReading(moved) : moved).toMillis() };
}

function dateOf({ at, data, now, timezone }: DateRequest): { readonly ok: true; readonly date: DateTime } | { readonly ok: false; readonly text: Text } {
  const rendered = renderInput({ input: { at }, data, timezone, now });
  if (!rendered.ok) return wrong(rendered.text);
  const date = readDateTime(rendered.value.at, timezone);
  if (date === null) return wrong(noDate(rendered.value.at));
  return { ok: true, date: namesOffset(rendered.value.at) ? date : firstReading(date) };
}

/** Whether a text says by itself which of two equal wall times it means. */
function namesOffset(value: unknown): boolean {
  return typeof value !== 'string' || /(Z|[+-]\d{2}(:?\d{2})?)$/i.test(value.trim().slice('yyyy-MM-dd'.length));
}

function noDate(value: unknown): Text {
  return {
    vi: `“${String(value)}” không phải ngày giờ. Hãy chọn một dữ liệu là ngày cho bước chờ.`,
    en: `“${String(value)}” is not a date. Choose a piece of data that is a date for the wait step.`,
  };
}
