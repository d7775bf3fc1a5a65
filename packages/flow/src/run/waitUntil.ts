import { assertNever } from '@noi/errors';
import type { Text } from '@noi/events';
import { DateTime } from 'luxon';
import type { Wait } from '../graph/FlowGraph.ts';
import { renderInput } from '../template/renderInput.ts';
import type { RunData } from './RunPorts.ts';

const unitMs = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const;
const writtenFormats = ['d/M/yyyy HH:mm', 'd/M/yyyy'];
const latest = 8_640_000_000_000_000;

export interface WaitRequest {
  readonly wait: Wait;
  readonly data: RunData;
  /** Epoch ms. */
  readonly now: number;
  /** IANA name. */
  readonly timezone: string;
}

export type WaitEnd = { readonly ok: true; readonly until: number } | { readonly ok: false; readonly text: Text };

/**
 * When a wait ends, as epoch ms. The answer may lie in the past: then there is nothing to wait for.
 *
 * A duration counts exact time over clock changes; dates and times of day are read on the wall clock of `timezone`, where an hour that a clock
 * change leaves out counts as the hour after it.
 */
export function waitUntil({ wait, data, now, timezone }: WaitRequest): WaitEnd {
  const local = DateTime.fromMillis(now, { zone: timezone });
  if (!local.isValid) {
    return wrong({
      vi: `Múi giờ “${timezone}” không có thật. Hãy chọn lại trong phần cài đặt của quy trình.`,
      en: `There is no timezone “${timezone}”. Choose another in the flow's settings.`,
    });
  }
  switch (wait.type) {
    case 'duration':
      return afterDuration(wait.amount * unitMs[wait.unit], now);
    case 'until':
      return atDate({ at: wait.at, data, now, timezone });
    case 'timeOfDay':
      return atTimeOfDay(wait.time, local);
    case 'offset':
    case 'weekday':
    case 'businessHours':
      throw new Error(`A wait of the type ${wait.type} cannot be reckoned`);
    default:
      return assertNever(wait);
  }
}

function afterDuration(ms: number, now: number): WaitEnd {
  if (!(ms >= 0 && now + ms <= latest)) {
    return wrong({ vi: 'Thời gian chờ không hợp lệ. Hãy nhập lại ở bước chờ.', en: 'The length of the wait is not valid. Enter it again in the wait step.' });
  }
  return { ok: true, until: now + ms };
}

function atDate({ at, data, now, timezone }: { at: string; data: RunData; now: number; timezone: string }): WaitEnd {
  const rendered = renderInput({ input: { at }, data, timezone, now });
  if (!rendered.ok) return wrong(rendered.text);

  const value = rendered.value.at;
  if (typeof value !== 'string') return wrong(noDate(value));
  const text = value.trim();
  const readings = [DateTime.fromISO(text, { zone: timezone }), ...writtenFormats.map((format) => DateTime.fromFormat(text, format, { zone: timezone }))];
  const date = readings.find((reading) => reading.isValid);
  return date === undefined ? wrong(noDate(text)) : { ok: true, until: date.toMillis() };
}

function atTimeOfDay(time: string, local: DateTime): WaitEnd {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim());
  if (match === null) {
    return wrong({ vi: `“${time}” không phải giờ trong ngày. Hãy ghi như 09:30.`, en: `“${time}” is not a time of day. Write it like 09:30.` });
  }
  const clock = { hour: Number(match[1]), minute: Number(match[2]), second: 0, millisecond: 0 };
  const today = local.set(clock);
  return { ok: true, until: (today < local ? local.plus({ days: 1 }).set(clock) : today).toMillis() };
}

function noDate(value: unknown): Text {
  return {
    vi: `“${String(value)}” không phải ngày giờ. Hãy chọn một dữ liệu là ngày cho bước chờ.`,
    en: `“${String(value)}” is not a date. Choose a piece of data that is a date for the wait step.`,
  };
}

function wrong(text: Text): WaitEnd {
  return { ok: false, text };
}
