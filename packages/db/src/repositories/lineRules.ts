import type { EntryRules } from '@noi/flow';
import type { Queryable } from '../store/Store.ts';

/** By what runs of a flow wait for each other now: its live rules, `none` where these have no word on it, and `null` while it listens to nothing: then those who wait keep the limits that they came with. */
export type LineRules = EntryRules | 'none' | null;

/** The rules of one flow, as they are now. */
export async function lineRules(client: Queryable, flowId: string): Promise<LineRules> {
  const { rows } = await client.query<{ rules: EntryRules | null }>('select rules from subscription where flow_id = $1', [flowId]);
  const [row] = rows;
  return row === undefined ? null : (row.rules ?? 'none');
}

const oneAtATime: ReadonlySet<string> = new Set(['queue', 'drop', 'restart']);

/** Of one person, only one run at a time is under way. */
export function letsInOneByOne(rules: LineRules): boolean {
  return rules === null || (rules !== 'none' && oneAtATime.has(rules.entry?.policy ?? 'always'));
}

/** How many runs of a lane may be under way at once, for a run that came with this limit; `null` for any number. */
export function limitOf(rules: LineRules, laneLimit: number | null): number | null {
  const limit = rules === null ? laneLimit : rules === 'none' ? null : (rules.concurrency?.limit ?? null);
  return limit === null ? null : Math.max(1, limit);
}
