import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '@noi/flow/run';
import { type GroupHabits, todaysHabits } from '../../groupHabits.ts';

/** Where the histories are kept, in the repository. */
const goldenFolder = new URL('../../../golden/', import.meta.url);

/** A group that was walked on a real server. A group that continued as new has a history for each of its lives. */
export interface GoldenHistory {
  readonly plan: Plan;
  readonly workflowId: string;
  readonly histories: readonly unknown[];
}

/** The habits that groups were started with over time, by what was new in them; the last are today's. */
export const generations = {
  first: {},
  shares: { mostTogether: 10, movesAtOnce: 50 },
  prompt: todaysHabits,
} as const satisfies Record<string, GroupHabits>;

/** What the histories of a scenario are called, with the habits of their groups. */
export function historiesOf(scenario: string): readonly { readonly name: string; readonly habits: GroupHabits }[] {
  return Object.entries(generations).map(([generation, habits]) => ({ name: generation === 'first' ? scenario : `${scenario}.${generation}`, habits }));
}

export function goldenFile(name: string): string {
  return fileURLToPath(new URL(`${name}.json`, goldenFolder));
}

/** All that are kept, by name. */
export function readGolden(): Record<string, GoldenHistory> {
  const files = readdirSync(goldenFolder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(files.sort().map((file) => [basename(file, '.json'), JSON.parse(readFileSync(new URL(file, goldenFolder), 'utf8'))]));
}
