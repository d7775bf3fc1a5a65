import type { Port } from '../../graph/FlowGraph.ts';
import { isContainer } from '../../graph/FlowGraph.ts';
import { decideWires } from '../joins.ts';
import type { ScopeId } from '../RunPorts.ts';
import { hasPort, own, planStep, rootScope, scopeOf } from '../Walk.ts';
import { openFate } from './openFate.ts';
import { isInHandler, type Retrace } from './Retrace.ts';
import { reopenBody } from './reopenBody.ts';
import { failureOf } from './StoryBook.ts';
import { bodiesAround, placeKey, type StepPlace, type StoryRow } from './StoryRow.ts';

/** Puts one step that the walk has come to in the state that its row tells. */
export function retraceStep(retrace: Retrace, at: StepPlace): void {
  const { walk, book, from, around, later } = retrace;
  const key = placeKey(at);
  const row = book.at(at);
  const body = around.get(key);
  const step = planStep(walk.plan, at.stepId);
  if (body !== undefined && isContainer(step)) reopenBody(retrace, { ...at, visit: body.visit }, row);
  else if (row === undefined && isGivenUp(retrace, at)) return;
  else if (row === undefined || (from !== undefined && placeKey(from) === key)) later.push(at);
  else if (isOver(row)) retraceEnd(retrace, row);
  else if (isContainer(step)) reopenBody(retrace, row, row);
  else if (from !== undefined) later.push(at);
  else {
    scopeOf(walk, at.scope).steps[at.stepId] = openFate(step, row, row);
    retrace.told.set(key, row);
  }
}

/** What had not begun when the run failed never does; its error handler is what goes on. */
function isGivenUp({ walk }: Retrace, { scope, stepId }: StepPlace): boolean {
  return walk.state.failing !== undefined && scope === rootScope && !isInHandler(walk.plan, stepId);
}

function isOver({ state }: StoryRow): boolean {
  return state === 'done' || state === 'failed' || state === 'skipped' || state === 'stopped';
}

function retraceEnd(retrace: Retrace, row: StoryRow): void {
  const { walk, from, later, told } = retrace;
  const { scope, stepId, visit } = row;
  const step = planStep(walk.plan, stepId);
  const port = portOf(retrace, row);
  const isCut = port === null && row.state !== 'done' && from !== undefined && !(retrace.isHandling && scope === rootScope);
  if (isCut && isContainer(step)) {
    reopenBody(retrace, row, row);
    return;
  }
  if (isCut) {
    later.push({ scope, stepId });
    return;
  }
  const here = scopeOf(walk, scope);
  here.steps[stepId] = { state: 'ended', port, visit };
  told.set(placeKey(row), row);
  if (port === null) {
    if (row.state === 'failed' && scope !== rootScope) walk.news.push({ kind: 'failure', scope, failure: failureOf(retrace.book, row) });
    return;
  }
  if (row.output !== null) here.outputs[stepId] = row.output;
  decideWires(walk, row, port);
  if (scope !== rootScope && !hasPort(walk, row, port) && isRace(retrace, scope)) walk.news.push({ kind: 'end', scope, stepId });
}

/** The checkpoint of an effect may be there before the interpreter said by which port the step ended. */
function portOf({ walk }: Retrace, { stepId, state, port }: StoryRow): Port | null {
  if (port !== null) return port;
  const isEffect = planStep(walk.plan, stepId).kind === 'action';
  return isEffect && (state === 'done' || state === 'skipped') ? 'next' : null;
}

function isRace({ walk, from }: Retrace, scope: string): boolean {
  const container = own(walk.state.scopes, scope)?.parent?.stepId;
  // Of a race around `from` the former winner counts as one that came home before: the step is to be done.
  return container !== undefined && planStep(walk.plan, container).kind === 'first' && !isAround(from, scope);
}

function isAround(from: StepPlace | undefined, scope: ScopeId): boolean {
  return from !== undefined && (from.scope === scope || bodiesAround(from).some((body) => body.scope === scope));
}
