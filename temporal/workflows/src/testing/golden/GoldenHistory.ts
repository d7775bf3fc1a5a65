import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '@noi/flow/run';

/** Where the histories are kept, in the repository. */
export const goldenFolder = new URL('../../../golden/', import.meta.url);

/** A group that was walked on a real server. A group that continued as new has a history for each of its lives. */
export interface GoldenHistory {
  readonly plan: Plan;
  readonly workflowId: string;
  readonly histories: readonly unknown[];
}

/** What the scenario's history is called of a group as it is started today; its own name is that of a group without habits, as they were in former days. */
export function todaysName(scenario: string): string {
  return `${scenario}.today`;
}

export function goldenFile(name: string): string {
  return fileURLToPath(new URL(`${name}.json`, goldenFolder));
}

/** All that are kept, by name. */
export function readGolden(): Record<string, GoldenHistory> {
  const files = readdirSync(goldenFolder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(files.sort().map((file) => [basename(file, '.json'), JSON.parse(readFileSync(new URL(file, goldenFolder), 'utf8'))]));
}
