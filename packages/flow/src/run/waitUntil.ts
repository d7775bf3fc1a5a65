import { assertNever } from '@noi/errors';
import { DateTime } from 'luxon';
import type { BusinessHours, Wait } from '../graph/FlowGraph.ts';
import { spanMs } from '../graph/spanMs.ts';
import type { RunData } from './RunPorts.ts';
import { nextTimeOfDay, nextWeekday } from './waits/clockTime.ts';
import { atDate, atOffset } from './waits/dateInData.ts';
import { nextOpening } from './waits/nextOpening.ts';
import { type WaitEnd, wrong } from './waits/WaitEnd.ts';

const latest = 8_640_000_000_000_000;

export interface WaitRequest {
  readonly wait: Wait;
  readonly data: RunData;
  /** Epoch ms. */
  readonly now: number;
  /** IANA name. */
  readonly timezone: string;
  /** What a wait for opening hours asks. */
  readonly businessHours?: BusinessHours;
}

/**
 * When a wait ends, as epoch ms. The answer may lie in the past: then there is nothing to wait for.
 *
 * A duration counts exact time over clock changes; dates, times of day and opening hours are read on the wall clock of `timezone`, where an hour that
 * a clock change leaves out counts as the hour after it, and of an hour that comes twice the first counts.
 */
export function waitUntil({ wait, data, now, timezone, businessHours }: WaitRequest): WaitEnd {
  const local = DateTime.fromMillis(now, { zone: timezone });
  if (!local.isValid) {
    return wrong({
      vi: `Múi giờ “${timezone}” không có thật. Hãy chọn lại trong phần cài đặt của quy trình.`,
      en: `There is no timezone “${timezone}”. Choose another in the flow's settings.`,
    });
  }
  switch (wait.type) {
    case 'duration':
      return afterDuration(spanMs(wait), now);
    case 'until':
      return atDate({ at: wait.at, data, now, timezone });
    case 'offset':
      return atOffset(wait, { data, now, timezone });
    case 'timeOfDay':
      return nextTimeOfDay(wait.time, local);
    case 'weekday':
      return nextWeekday({ days: wait.days, time: wait.time, local });
    case 'businessHours':
      return nextOpening(businessHours, local);
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
