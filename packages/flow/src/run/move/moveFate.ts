import { canonicalJson } from '../../compile/canonicalJson.ts';
import type { StepId } from '../../graph/FlowGraph.ts';
import type { Plan, PlanStep } from '../../plan/Plan.ts';
import type { RunData, ScopeId, StepRecord } from '../RunPorts.ts';
import type { RunState, StepFate } from '../RunState.ts';
import { own } from '../Walk.ts';
import { waitUntil } from '../waitUntil.ts';
import { goneReason } from './goneReason.ts';
import { isSameStep, passPort } from './survivors.ts';

export interface MoveFateRequest {
  readonly fate: StepFate & { readonly visit: number };
  readonly stepId: StepId;
  readonly scope: ScopeId;
  readonly state: RunState;
  readonly oldPlan: Plan;
  readonly newPlan: Plan;
  /** Epoch ms. */
  readonly now: number;
}

export interface MovedFate {
  readonly fate: StepFate;
  /** What is to be told of it; absent when nothing changed. */
  readonly change?: Pick<StepRecord, 'state' | 'until' | 'reason' | 'port'>;
}

type Open = Extract<StepFate, { state: 'open' }>;

/** What becomes of one step of a run in the new plan. */
export function moveFate(request: MoveFateRequest): MovedFate {
  const { fate, stepId, oldPlan, newPlan } = request;
  if (fate.state !== 'open') return { fate };
  const [before, after] = [own(oldPlan.steps, stepId), own(newPlan.steps, stepId)];
  if (before === undefined || after === undefined || !isSameStep(stepId, oldPlan, newPlan)) {
    const port = before === undefined ? 'next' : passPort(before);
    return { fate: { state: 'ended', port }, change: { state: 'stopped', reason: goneReason } };
  }
  switch (fate.doing) {
    case 'wait':
      return withUntil(fate, waitEnd(request, fate, [before, after]));
    case 'await':
      return withUntil(fate, awaitEnd(request, fate, [before, after]));
    case 'hold':
      return movedHold(request, fate, after);
    case 'body':
      return movedLoop(fate, [before, after]);
    default:
      return { fate };
  }
}

type Pair = readonly [before: PlanStep, after: PlanStep];

function withUntil(fate: Open, until: number | undefined): MovedFate {
  if (until === fate.until) return { fate };
  const { until: _former, ...rest } = fate;
  return { fate: { ...rest, ...(until === undefined ? {} : { until }) }, change: { state: 'waiting', ...(until === undefined ? {} : { until }) } };
}

/** When a wait ends in the new plan, reckoned from when it began. One that cannot be reckoned keeps its time. */
function waitEnd({ oldPlan, newPlan, state, scope, now }: MoveFateRequest, fate: Open, [before, after]: Pair): number | undefined {
  if (before.kind !== 'wait' || after.kind !== 'wait') return fate.until;
  const clock = (plan: Plan, step: typeof before) =>
    canonicalJson([step.wait, plan.timezone, step.wait.type === 'businessHours' ? (plan.businessHours ?? null) : null]);
  if (clock(oldPlan, before) === clock(newPlan, after)) return fate.until;
  const { timezone, businessHours } = newPlan;
  const since = fate.since ?? began(before, fate) ?? now;
  const end = waitUntil({ wait: after.wait, data: dataIn(state, scope), now: since, timezone, ...(businessHours && { businessHours }) });
  return end.ok ? end.until : fate.until;
}

/** States of former days do not say when a wait began; of a length of time it follows from its end. */
function began({ wait }: Extract<PlanStep, { kind: 'wait' }>, { until }: Open): number | undefined {
  if (wait.type !== 'duration' || until === undefined) return undefined;
  const length = waitUntil({ wait, data: { trigger: {}, steps: {} }, now: 0, timezone: 'UTC' });
  return length.ok ? until - length.until : undefined;
}

function awaitEnd({ newPlan, now }: MoveFateRequest, fate: Open, [before, after]: Pair): number | undefined {
  if (!('timeout' in after) && !('timeout' in before)) return fate.until;
  const [former, timeout] = [timeoutOf(before), timeoutOf(after)];
  if (canonicalJson(former ?? null) === canonicalJson(timeout ?? null)) return fate.until;
  if (timeout === undefined) return undefined;
  const end = waitUntil({ wait: { type: 'duration', ...timeout }, data: { trigger: {}, steps: {} }, now: fate.since ?? now, timezone: newPlan.timezone });
  return end.ok ? end.until : fate.until;
}

function timeoutOf(step: PlanStep) {
  return 'timeout' in step ? step.timeout : undefined;
}

/** A step that was held for an account which it no longer uses tries again at once. */
function movedHold({ now }: MoveFateRequest, fate: Open, after: PlanStep): MovedFate {
  const account = fate.hold?.key.startsWith('connection:') ? fate.hold.key.slice('connection:'.length) : null;
  if (account === null || after.kind !== 'action' || after.connectionId === account) return { fate };
  const { hold: _hold, ...rest } = fate;
  return { fate: { ...rest, doing: 'delay', until: now }, change: { state: 'waiting', until: now } };
}

/** Where the list itself is another one, no more items of it begin: those under way would be followed by items of a list that they are not part of. */
function movedLoop(fate: Open, [before, after]: Pair): MovedFate {
  if (fate.loop === undefined || before.kind !== 'forEach' || after.kind !== 'forEach' || before.list === after.list) return { fate };
  return { fate: { ...fate, loop: { ...fate.loop, count: fate.loop.next } } };
}

function dataIn(state: RunState, scope: ScopeId): RunData {
  const steps: Record<StepId, Readonly<Record<string, unknown>>> = {};
  for (let at: ScopeId | null = scope; at !== null; ) {
    const here: RunState['scopes'][string] | undefined = own(state.scopes, at);
    for (const [stepId, output] of Object.entries(here?.outputs ?? {})) if (!Object.hasOwn(steps, stepId)) steps[stepId] = output;
    at = here?.parent?.scope ?? null;
  }
  return { trigger: state.trigger, steps };
}
