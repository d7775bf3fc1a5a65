import type { Text } from '@noi/events';
import type { Port, StepId } from '../graph/FlowGraph.ts';
import { close, openStep } from './closeStep.ts';
import { failRun } from './finishRun.ts';
import { decideWires } from './joins.ts';
import type { AwaitRequest, ExecuteRequest, HoldKey, StepError, StepRecord, Token } from './RunPorts.ts';
import { record } from './record.ts';
import { retryDecision } from './retryDecision.ts';
import { stepsAhead } from './stepsAhead.ts';
import { dataFor, hasPort, own, type Place, rootScope, scopeOf, tokenOf, type Walk } from './Walk.ts';

type Ending = Pick<StepRecord, 'attempt' | 'output' | 'error' | 'reason'> & { readonly state: 'done' | 'failed' | 'skipped'; readonly port: Port };

/** Ends a visit by a port: its output becomes readable, its line is told, and the walk goes on behind it. */
export function endStep(walk: Walk, place: Place, ending: Ending): void {
  close(walk, place, ending.port);
  if (ending.output !== undefined) scopeOf(walk, place.scope).outputs[place.stepId] = ending.output;
  record(walk, place, ending);
  decideWires(walk, place, ending.port);
  const { scope, stepId } = place;
  if (scope !== rootScope && !hasPort(walk, place, ending.port)) walk.news.push({ kind: 'end', scope, stepId });
}

/** Asks for one try of an effect; once more, when that try was put off before. */
export function execute(walk: Walk, place: Place, { attempt, delays = 0 }: { attempt: number; delays?: number }): void {
  const token = openStep(walk, place, { attempt, doing: 'execute', ...(delays === 0 ? {} : { delays }) });
  record(walk, place, { state: 'running', attempt });
  walk.ports.execute(executeRequest(walk, place, { token, attempt }));
}

export function executeRequest(walk: Walk, place: Place, { token, attempt }: { token: string; attempt: number }): ExecuteRequest {
  const { scope, stepId, visit } = place;
  const input = own(walk.state.edits ?? {}, `${scope}/${stepId}`);
  const ahead = stepsAhead(walk, place);
  return {
    ...{ token, stepId, scope, visit, attempt, data: dataFor(walk, scope) },
    ...(input === undefined ? {} : { input }),
    ...(ahead.length === 0 ? {} : { ahead }),
  };
}

/** A try is put off: nothing was done, and the same try is asked for again at its time. */
export function delayStep(
  walk: Walk,
  place: Place,
  { attempt, delays, until, reason }: { attempt: number; delays: number; until: number; reason: Text },
): void {
  const token = openStep(walk, place, { attempt, doing: 'delay', until, ...(delays === 0 ? {} : { delays }) });
  record(walk, place, { state: 'waiting', attempt, until, reason });
  walk.ports.sleep({ token, until });
}

/** A try is held until somebody, or something, answers; nothing was done. */
export function holdStep(walk: Walk, place: Place, { attempt, delays, key, reason }: { attempt: number; delays: number; key: HoldKey; reason: Text }): void {
  const hold = { key, reason };
  const token = openStep(walk, place, { attempt, doing: 'hold', hold, ...(delays === 0 ? {} : { delays }) });
  record(walk, place, { state: 'waiting', attempt, reason });
  walk.ports.waitFor(holdRequest(place, { token, hold }));
}

export function holdRequest(
  { scope, stepId, visit }: Place,
  { token, hold }: { token: Token; hold?: { readonly key: HoldKey; readonly reason: Text } },
): AwaitRequest {
  if (hold === undefined) throw new Error('A held step says what it waits for');
  return { token, stepId, scope, visit, awaited: { kind: 'hold', ...hold } };
}

/** A try failed: it is tried again where that helps, else the step ends by its error port, else the run fails. */
export function failStep(walk: Walk, place: Place, { error, attempt, delays = 0 }: { error: StepError; attempt: number; delays?: number }): void {
  const now = walk.ports.now();
  const decision = retryDecision({ error, attempt, now, token: `${walk.seed}${tokenOf(place, attempt)}`, timezone: walk.plan.timezone });
  if ('retryAt' in decision) {
    const until = decision.retryAt;
    const token = openStep(walk, place, { attempt, doing: 'retry', until, ...(delays === 0 ? {} : { delays }) });
    record(walk, place, { state: 'retrying', attempt, until, error });
    walk.ports.sleep({ token, until });
    return;
  }
  giveUp(walk, place, { error, attempt });
}

/** A step failed for good: it ends by its error port, else what is around it fails. `of` is the step at fault where that is another one. */
export function giveUp(walk: Walk, place: Place, { error, attempt, of = place.stepId }: { error: StepError; attempt: number; of?: StepId }): void {
  if (hasPort(walk, place, 'error')) {
    endStep(walk, place, { state: 'failed', attempt, error, port: 'error' });
    return;
  }
  close(walk, place, null);
  record(walk, place, { state: 'failed', attempt, error });
  const failure = { stepId: of, error };
  if (place.scope === rootScope) failRun(walk, failure);
  else walk.news.push({ kind: 'failure', scope: place.scope, failure });
}
