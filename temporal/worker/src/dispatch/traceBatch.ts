import type { BusinessEvent } from '@noi/events';
import type { Tracing } from '@noi/telemetry';
import type { DispatchedBatch } from './DispatchCounts.ts';
import type { DispatchPoint } from './DispatchPoint.ts';

/** Parts of a batch's work: name, and the points between which it lies. */
const parts: readonly (readonly [name: string, from: DispatchPoint, to: DispatchPoint])[] = [
  ['fold', 'taken', 'folded'],
  ['land receipts', 'folded', 'receipts'],
  ['end waits', 'receipts', 'heard'],
  ['match flows', 'heard', 'matched'],
  ['record runs', 'matched', 'recorded'],
];

/** Events that came by no door (the clock, a poll, a list) begin their trace here. */
export function beginTraces(tracing: Tracing, events: readonly BusinessEvent[]): readonly BusinessEvent[] {
  return events.map((event) => {
    if (event.trace !== undefined) return event;
    const { id, workspaceId, type, source, receivedAt } = event;
    const facts = { workspace: workspaceId, event: id, eventType: type, source };
    const span = tracing.open({ name: `event ${source}`, parent: 'root', startedAt: Date.parse(receivedAt), facts });
    span.end();
    return span.context === undefined ? event : { ...event, trace: span.context };
  });
}

/** Tells of a batch's work under each of its events that is traced: they went through it together, so each took as long as all. */
export function traceBatch(tracing: Tracing, { events, runs, reached }: DispatchedBatch): void {
  for (const { id, workspaceId, type, source, trace } of events) {
    if (trace === undefined) continue;
    const started = runs.filter(({ eventId }) => eventId === id).length;
    const facts = { workspace: workspaceId, event: id, eventType: type, source, runs: started, batch: events.length };
    const dispatch = tracing.open({ name: 'dispatch', parent: trace, facts, ...startOf(reached.get('taken')) });
    for (const [name, from, to] of parts) {
      const at = reached.get(to);
      if (at !== undefined) tracing.open({ name, parent: dispatch.context, ...startOf(reached.get(from)) }).end({ at });
    }
    const at = reached.get('committed');
    dispatch.end(at === undefined ? {} : { at });
  }
}

function startOf(at: number | undefined): { startedAt?: number } {
  return at === undefined ? {} : { startedAt: at };
}
