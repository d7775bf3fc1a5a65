import type { ScopeId } from '../RunPorts.ts';
import type { RunFailure } from '../RunState.ts';
import { bodyName, placeKey, type StepPlace, type StoryRow } from './StoryRow.ts';

/** The rows of a run, looked up by place. */
export interface StoryBook {
  /** The last visit. */
  at(place: StepPlace): StoryRow | undefined;
  /** The highest index of the bodies that left rows; -1 when none did. */
  lastBody(container: StepPlace & { readonly visit: number }): number;
  /** The step, of those that are meant, that failed in this scope with nothing there to catch it. */
  failureIn(scope: ScopeId, isMeant?: (row: StoryRow) => boolean): StoryRow | undefined;
}

export function readStory(rows: readonly StoryRow[]): StoryBook {
  const latest = new Map<string, StoryRow>();
  const bodies = new Map<string, number>();
  const failures = new Map<ScopeId, StoryRow[]>();
  for (const row of rows) {
    const key = placeKey(row);
    if ((latest.get(key)?.visit ?? 0) < row.visit) latest.set(key, row);
    const body = bodyName(row.scope);
    if (body !== null) {
      const name = `${placeKey(body)}#${body.visit}`;
      bodies.set(name, Math.max(bodies.get(name) ?? -1, body.index));
    }
  }
  for (const row of latest.values()) if (row.state === 'failed' && row.port === null) failures.set(row.scope, [...(failures.get(row.scope) ?? []), row]);
  return {
    at: (place) => latest.get(placeKey(place)),
    lastBody: (container) => bodies.get(`${placeKey(container)}#${container.visit}`) ?? -1,
    failureIn: (scope, isMeant = () => true) => failures.get(scope)?.findLast(isMeant),
  };
}

/** What a step that failed for good failed of. */
export function failureOf(book: StoryBook, row: StoryRow): RunFailure {
  const { stepId, error } = atFault(book, row);
  return { stepId, error: error ?? unexplained };
}

/** For a container that failed, the step in it that was at fault; else the step itself. */
export function atFault(book: StoryBook, row: StoryRow): StoryRow {
  const last = book.lastBody(row);
  for (let index = 0; index <= last; index += 1) {
    const inner = book.failureIn(`${placeKey(row)}#${row.visit}[${index}]`);
    if (inner !== undefined && sameError(inner, row)) return atFault(book, inner);
  }
  return row;
}

/** A container fails with the very error of the step in it; items whose failure was collected have errors of their own. */
function sameError(inner: StoryRow, outer: StoryRow): boolean {
  return JSON.stringify(inner.error) === JSON.stringify(outer.error);
}

const unexplained: RunFailure['error'] = {
  kind: 'bug',
  text: { vi: 'Bước này dừng lại vì sự cố không rõ nguyên nhân.', en: 'The step stopped for a reason that was not kept.' },
  repeatable: false,
};
