import { bodyScope, openBody } from '../openBody.ts';
import type { LoopState } from '../RunState.ts';
import { forEachList } from '../steps/forEachStep.ts';
import { type OpenFate, type Place, planStep, scopeOf, tokenOf } from '../Walk.ts';
import { collectFailures } from './foldItems.ts';
import type { Retrace } from './Retrace.ts';
import { placeKey, type StoryRow } from './StoryRow.ts';

/** Opens a container with the bodies that its rows tell of. */
export function reopenBody(retrace: Retrace, { scope, stepId, visit }: Place, row: StoryRow | undefined): void {
  const place: Place = { scope, stepId, visit };
  const { kind } = planStep(retrace.walk.plan, stepId);
  const wanted = retrace.around.get(placeKey(place))?.index;
  if (kind === 'forEach') {
    reopenItems(retrace, place, { since: row?.startedAt.getTime() ?? 0, wanted });
    return;
  }
  const index = kind === 'repeat' ? (wanted ?? Math.max(0, retrace.book.lastBody(place))) : 0;
  open(retrace, place);
  walkBody(retrace, place, { index, ...(kind === 'repeat' ? { readable: { round: index + 1 } } : {}) });
}

function reopenItems(retrace: Retrace, place: Place, { since, wanted = -1 }: { since: number; wanted: number | undefined }): void {
  const { walk, book } = retrace;
  const step = planStep(walk.plan, place.stepId);
  if (step.kind !== 'forEach') throw new Error(`Step ${place.stepId} has no items`);
  const list = forEachList(walk, place, { step, since });
  if (!list.ok) {
    // Begun again, it says what is wrong.
    retrace.later.push({ scope: place.scope, stepId: place.stepId });
    return;
  }
  const { items } = list;
  const count = items.length;
  const next = Math.min(Math.max(book.lastBody(place), wanted) + 1, count);
  const failures = Array.from({ length: step.onFailure === 'collect' ? next : 0 }, (_, index) => ({ index, row: book.failureIn(bodyScope(place, index)) }));
  const collected = failures.flatMap(({ index, row }) => (row === undefined || index === wanted ? [] : [{ index, row }]));
  const isOver = new Set(collected.map(({ index }) => index));
  open(retrace, place, { since, loop: collectFailures({ count, next, done: 0, failed: 0, failures: [] }, collected) });
  for (let index = 0; index < next; index += 1) if (!isOver.has(index)) walkBody(retrace, place, { index, readable: { item: items[index], index, count } });
}

function walkBody({ walk, walked }: Retrace, place: Place, body: { index: number; readable?: Record<string, unknown> }): void {
  walked.add(bodyScope(place, body.index));
  openBody(walk, place, body);
}

function open({ walk, told }: Retrace, place: Place, about: { since?: number; loop?: LoopState } = {}): void {
  const fate: OpenFate & { visit: number } = { state: 'open', token: tokenOf(place, 1), visit: place.visit, attempt: 1, doing: 'body', ...about };
  scopeOf(walk, place.scope).steps[place.stepId] = fate;
  told.set(placeKey(place), place);
}
