import type { RunRow } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import type { StartGroup } from './GroupStarter.ts';

/** The runs by the workflow that will host them, each with the event that starts it; one whose event is not there is left out. */
export function groupRuns(runs: readonly RunRow[], events: readonly BusinessEvent[]): StartGroup[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const groups = new Map<string, { run: RunRow; event: BusinessEvent }[]>();
  for (const run of runs) {
    const event = byId.get(run.eventId);
    if (!event) continue;
    const group = groups.get(run.workflowId);
    if (group) group.push({ run, event });
    else groups.set(run.workflowId, [{ run, event }]);
  }
  return [...groups].map(([workflowId, members]) => ({ workflowId, runs: members }));
}
