import { own } from '../Walk.ts';
import type { Retrace } from './Retrace.ts';
import { bodyName, placeKey, type StepPlace, type StoryRow } from './StoryRow.ts';

/** The rows that still tell the truth about a rebuilt run. */
export function keptRows(retrace: Retrace, rows: readonly StoryRow[]): readonly StoryRow[] {
  return rows.flatMap((row) => {
    if (!isKept(retrace, row)) return [];
    return [isOpenBody(retrace, row) ? { ...row, state: 'running', port: null, output: null, error: null, endedAt: null } : row];
  });
}

function isKept(retrace: Retrace, row: StepPlace & { readonly visit: number }): boolean {
  const told = retrace.told.get(placeKey(row));
  if (told !== undefined) return told.visit === row.visit;
  const body = bodyName(row.scope);
  // A place in a scope that was walked is either told, or begins again.
  if (body === null || retrace.walked.has(row.scope) || !isKept(retrace, body)) return false;
  // What was walked in a container that is open counts up to where it stands.
  return !isOpenBody(retrace, body) || body.index < nextBody(retrace, body);
}

function isOpenBody({ walk }: Retrace, { scope, stepId }: StepPlace): boolean {
  const fate = own(walk.state.scopes, scope)?.steps[stepId];
  return fate?.state === 'open' && fate.doing === 'body';
}

function nextBody({ walk, walked }: Retrace, { scope, stepId }: StepPlace): number {
  const fate = own(walk.state.scopes, scope)?.steps[stepId];
  if (fate?.state === 'open' && fate.loop !== undefined) return fate.loop.next;
  const indexes = [...walked].flatMap((name) => {
    const body = bodyName(name);
    return body?.scope === scope && body.stepId === stepId ? [body.index] : [];
  });
  return Math.max(0, ...indexes);
}
