import type { GroupRun } from '../groupTypes.ts';

let count = 0;

/** A run that no other test of the file knows, of an event of its own. */
export function aRun(trigger: GroupRun['trigger'] = {}): GroupRun {
  count += 1;
  return { runId: `run${count}`, eventId: `event${count}`, trigger };
}

/** So many of them. */
export function someRuns(many: number, trigger?: GroupRun['trigger']): GroupRun[] {
  return Array.from({ length: many }, () => aRun(trigger));
}
