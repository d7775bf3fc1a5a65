import { renderInput } from '../template/renderInput.ts';
import type { RunOutcome } from './RunPorts.ts';
import type { RunFailure } from './RunState.ts';
import { forgetScope, stopOpen } from './stopScopes.ts';
import { dataFor, rootScope, type Walk } from './Walk.ts';

/** Ends the run now: what is still open is no longer wanted. */
export function finishRun(walk: Walk, outcome: RunOutcome): void {
  walk.state.outcome = outcome;
  stopAll(walk);
  walk.ports.finish(outcome);
}

/** The run cannot go on: what is open is stopped and the flow's error handler begins; without one, or when it is the handler that failed, the run ends. */
export function failRun(walk: Walk, failure: RunFailure): void {
  const { errorHandler } = walk.plan;
  if (errorHandler === undefined || walk.state.failing !== undefined) {
    finishRun(walk, { state: 'failed', ...(walk.state.failing ?? failure) });
    return;
  }
  walk.state.failing = failure;
  stopAll(walk);
  walk.ready.push({ scope: rootScope, stepId: errorHandler });
}

/** Nothing is left to walk: the run is done, or its error handler is. */
export function endOfRun(walk: Walk): void {
  const { failing } = walk.state;
  if (failing !== undefined) {
    finishRun(walk, { state: 'failed', ...failing });
    return;
  }
  const output = outputsOf(walk);
  finishRun(walk, { state: 'done', ...(output === undefined ? {} : { output }) });
}

/** What the flow gives back; a field whose data is missing is left out. */
function outputsOf(walk: Walk): Record<string, unknown> | undefined {
  const { outputs, timezone } = walk.plan;
  if (outputs === undefined) return undefined;
  const around = { data: dataFor(walk, rootScope), timezone, now: walk.ports.now() };
  const filled = outputs.flatMap(({ key, value }) => {
    const rendered = renderInput({ input: { [key]: value }, ...around });
    return rendered.ok ? Object.entries(rendered.value) : [];
  });
  return Object.fromEntries(filled);
}

function stopAll(walk: Walk): void {
  walk.ready.length = 0;
  walk.news.length = 0;
  stopOpen(walk, () => true);
  for (const scope of Object.keys(walk.state.scopes)) if (scope !== rootScope) forgetScope(walk, scope);
}
