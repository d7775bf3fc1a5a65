import type { Plan } from '../../plan/Plan.ts';
import type { RunData, RunPorts } from '../RunPorts.ts';
import type { RunState } from '../RunState.ts';
import { createWalk, own, rootScope } from '../Walk.ts';
import { foldItems } from './foldItems.ts';
import { keptRows } from './keptRows.ts';
import { passOver } from './passOver.ts';
import { createRetrace, isInHandler, type Retrace } from './Retrace.ts';
import { retraceStep } from './retraceStep.ts';
import { failureOf, readStory } from './StoryBook.ts';
import { bodiesAround, placeKey, type StepPlace, type StoryRow } from './StoryRow.ts';

export interface RebuildRequest {
  readonly plan: Plan;
  readonly trigger: RunData['trigger'];
  readonly rows: readonly StoryRow[];
  /**
   * Begins this step anew, for a run of its own: what followed from it is forgotten; what was cut short elsewhere when the run ended (stopped, or failed
   * for good) begins again too; all else keeps its end and is not done again. Without it the run goes on where the rows left it.
   */
  readonly from?: StepPlace;
  /** Takes the place of what the templates of `from` make. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Input that was given by hand before, as the state keeps it: the rows do not tell it from what templates made. */
  readonly edits?: RunState['edits'] | null;
}

export interface Rebuilt {
  /** Go on with `createRun({ plan, ports, state })` and `resume()`. */
  readonly state: RunState;
  /** The rows that still tell the truth about the run. Those of open containers have their end taken away. */
  readonly kept: readonly StoryRow[];
}

/**
 * Makes the state of a run from what was written down of its steps.
 *
 * The rows may lag behind what happened: a step whose end is missing is asked for once more, which its checkpoint answers. The plan may be another
 * version of the flow than the one that was walked, as long as it has `from` in the same place: steps that are new in it before `from` are passed over.
 */
export function rebuildState({ plan, trigger, rows: written, from, input, edits }: RebuildRequest): Rebuilt {
  const rows = from === undefined ? written.map((row) => (isCaught(plan, row) ? { ...row, port: 'error' } : row)) : written;
  const walk = createWalk({ plan, ports: silent, seed: '', state: undefined });
  const retrace = createRetrace({ walk, book: readStory(rows), from });
  walk.state.trigger = trigger;
  walk.state.scopes[rootScope] = { level: 'root', parent: null, edges: {}, steps: {}, outputs: {} };
  for (const stepId of plan.levels.root?.entries ?? []) walk.ready.push({ scope: rootScope, stepId });
  takeUpFailure(retrace);
  retraceAll(retrace);
  if (from !== undefined) {
    for (const place of [...bodiesAround(from), from]) {
      passOver(retrace, place);
      retraceAll(retrace);
    }
  }
  foldItems(retrace);
  const given = { ...edits, ...(from !== undefined && input !== undefined ? { [placeKey(from)]: input } : {}) };
  if (Object.keys(given).length > 0) walk.state.edits = given;
  // The step that was asked for comes first: what else was cut short may end the run at once.
  const isFrom = (place: StepPlace) => from !== undefined && placeKey(place) === placeKey(from);
  const ready = [...retrace.later.filter(isFrom), ...retrace.later.filter((place) => !isFrom(place))];
  if (ready.length > 0 || walk.news.length > 0) walk.state.todo = { ready, news: walk.news };
  return { state: walk.state, kept: keptRows(retrace, rows) };
}

/** The end of an effect may be there before the interpreter said that the flow has a way for its failure. */
function isCaught(plan: Plan, { stepId, state, port }: StoryRow): boolean {
  const step = state === 'failed' && port === null ? own(plan.steps, stepId) : undefined;
  return step?.kind === 'action' && own(plan.levels, step.level)?.edges.some((edge) => edge.from === stepId && edge.port === 'error') === true;
}

function retraceAll(retrace: Retrace): void {
  const { ready } = retrace.walk;
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) retraceStep(retrace, next);
}

/** A run that failed goes on in its error handler; one whose handler has not begun has its failure before it. */
function takeUpFailure({ walk, book, isHandling }: Retrace): void {
  // Its handler may have failed in turn; the run is about the first failure.
  const row = book.failureIn(rootScope, ({ stepId }) => !isInHandler(walk.plan, stepId));
  const { errorHandler } = walk.plan;
  if (row === undefined || !isHandling) return;
  const failure = failureOf(book, row);
  if (errorHandler !== undefined && book.at({ scope: rootScope, stepId: errorHandler }) !== undefined) {
    walk.state.failing = failure;
    walk.ready.push({ scope: rootScope, stepId: errorHandler });
  } else walk.news.push({ kind: 'failure', scope: rootScope, failure });
}

/** Nothing is asked of the world while the past is read. */
const silent: RunPorts = {
  now: () => 0,
  execute: () => {},
  sleep: () => {},
  waitFor: () => {},
  cancel: () => {},
  record: () => {},
  finish: () => {},
};
