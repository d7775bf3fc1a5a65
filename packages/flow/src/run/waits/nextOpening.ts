import type { DateTime } from 'luxon';
import type { BusinessHours } from '../../graph/FlowGraph.ts';
import { atClock, dayAfter, readClock } from './clockTime.ts';
import { type WaitEnd, wrong } from './WaitEnd.ts';

const farthestDays = 400;

/**
 * `local` itself while the shop is open, else its next opening. A span that ends at or before it starts runs past midnight, and belongs to the day on
 * which it starts: from 18:00 to 00:00 ends with the day, from 20:00 to 02:00 stays open into a holiday. `24:00` is the end of the day too.
 */
export function nextOpening(hours: BusinessHours | undefined, local: DateTime): WaitEnd {
  if (hours === undefined || hours.open.length === 0) {
    return wrong({
      vi: 'Chưa đặt giờ mở cửa. Hãy đặt giờ mở cửa trong phần cài đặt của quy trình.',
      en: "The opening hours are not set. Set them in the flow's settings.",
    });
  }
  // The day before may still be open.
  for (let count = -1; count <= farthestDays; count++) {
    const starts = spansOn(dayAfter(local, count), hours).flatMap(({ from, to }) => (to > local && to > from ? [from < local ? local : from] : []));
    if (starts.length > 0) return { ok: true, until: Math.min(...starts.map((start) => start.toMillis())) };
  }
  return wrong({
    vi: `Trong ${farthestDays} ngày tới không có giờ mở cửa nào. Hãy xem lại giờ mở cửa và ngày nghỉ trong phần cài đặt của quy trình.`,
    en: `The shop does not open within the next ${farthestDays} days. Check the opening hours and holidays in the flow's settings.`,
  });
}

function spansOn(day: DateTime, { open, holidays }: BusinessHours): readonly { readonly from: DateTime; readonly to: DateTime }[] {
  if (holidays.includes(day.toISODate() ?? '')) return [];
  return open.flatMap((span) => {
    const [from, to] = [readClock(span.from), readClock(span.to === '24:00' ? '00:00' : span.to)];
    if (span.day !== day.weekday || from === null || to === null) return [];
    const isPastMidnight = to.hour * 60 + to.minute <= from.hour * 60 + from.minute;
    return [{ from: atClock(day, from), to: atClock(isPastMidnight ? dayAfter(day, 1) : day, to) }];
  });
}
