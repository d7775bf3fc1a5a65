import type { StepRecord } from '../RunPorts.ts';
import type { StoryRow } from '../rebuild/StoryRow.ts';

const final = new Set(['done', 'failed', 'skipped', 'stopped']);

/** The rows that a database keeps of these records. */
export function rowsOf(records: readonly StepRecord[]): StoryRow[] {
  const rows = new Map<string, StoryRow>();
  for (const { scope, stepId, visit, attempt, state, at, until, port, output, error } of records) {
    const key = JSON.stringify([scope, stepId, visit]);
    const before = rows.get(key);
    rows.set(key, {
      ...{ scope, stepId, visit, attempt, state },
      port: port ?? null,
      output: output ?? null,
      error: error ?? before?.error ?? null,
      startedAt: before?.startedAt ?? new Date(at),
      endedAt: final.has(state) ? new Date(at) : null,
      waitUntil: until === undefined ? null : new Date(until),
      decisions: [],
    });
  }
  return [...rows.values()];
}
