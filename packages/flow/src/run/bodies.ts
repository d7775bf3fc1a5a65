import { bugError } from './bugError.ts';
import { endStep, giveUp } from './endStep.ts';
import { failRun } from './finishRun.ts';
import { containerOf } from './openBody.ts';
import type { ScopeId } from './RunPorts.ts';
import type { BodyNews } from './RunState.ts';
import { endItem } from './steps/forEachStep.ts';
import { endRound } from './steps/repeatStep.ts';
import { dropScopes, forgetScope, isBodyOf } from './stopScopes.ts';
import { own, type Place, planStep, rootScope, type Walk } from './Walk.ts';

/** Tells a container what happened in its body, and the run what its rows say it failed of. */
export function takeNews(walk: Walk, news: BodyNews): void {
  if (news.scope === rootScope) {
    if (news.kind === 'failure') failRun(walk, news.failure);
    return;
  }
  withContainer(walk, news.scope, (place) => {
    if (news.kind === 'end') win(walk, place, news.stepId);
    else failBody(walk, place, news);
  });
}

/** A scope in which something ended: when nothing in it is open any more, its container goes on or ends. */
export function settleScope(walk: Walk, scope: ScopeId): void {
  const steps = own(walk.state.scopes, scope)?.steps ?? {};
  if (Object.values(steps).some(({ state }) => state === 'open')) return;
  withContainer(walk, scope, (place) => endBody(walk, place, scope));
}

/** A race is over when the first step has nothing behind it. */
function win(walk: Walk, place: Place, winner: string): void {
  if (planStep(walk.plan, place.stepId).kind !== 'first') return;
  dropScopes(walk, isBodyOf(walk, place));
  endStep(walk, place, { state: 'done', attempt: 1, port: 'next', output: { winner } });
}

function failBody(walk: Walk, place: Place, { scope, failure }: Extract<BodyNews, { kind: 'failure' }>): void {
  const step = planStep(walk.plan, place.stepId);
  if (step.kind === 'forEach' && step.onFailure === 'collect') {
    dropScopes(walk, (candidate) => candidate === scope);
    endItem(walk, place, { step, item: indexOf(scope), failure });
  } else {
    dropScopes(walk, isBodyOf(walk, place));
    giveUp(walk, place, { error: failure.error, attempt: 1, of: failure.stepId });
  }
}

function endBody(walk: Walk, place: Place, scope: ScopeId): void {
  const step = planStep(walk.plan, place.stepId);
  if (step.kind === 'repeat') {
    endRound(walk, place, { step, scope });
    return;
  }
  forgetScope(walk, scope);
  if (step.kind === 'forEach') endItem(walk, place, { step, item: indexOf(scope) });
  else endStep(walk, place, { state: 'done', attempt: 1, port: 'next' });
}

/** `root/each#1[4]` → 4. */
function indexOf(scope: ScopeId): number {
  return Number(/\[(\d+)\]$/.exec(scope)?.[1]);
}

/** A fault of ours in it fails the container, never the caller. */
function withContainer(walk: Walk, scope: ScopeId, act: (place: Place) => void): void {
  const parent = own(walk.state.scopes, scope)?.parent;
  if (parent === null || parent === undefined) return;
  const place = containerOf(walk, parent);
  try {
    act(place);
  } catch (thrown) {
    if (walk.state.outcome !== null) throw thrown;
    dropScopes(walk, isBodyOf(walk, place));
    giveUp(walk, place, { error: bugError(thrown), attempt: 1 });
  }
}
