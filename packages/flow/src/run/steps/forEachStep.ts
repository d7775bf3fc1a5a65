import { mostItems } from '../../graph/FlowGraph.ts';
import type { PlanStepOf } from '../../plan/Plan.ts';
import { isMissing, parsePath, valueAt } from '../../template/dataPath.ts';
import { renderTemplate } from '../../template/renderTemplate.ts';
import { endStep, giveUp } from '../endStep.ts';
import { openBody, openContainer } from '../openBody.ts';
import type { StepError } from '../RunPorts.ts';
import type { LoopState, RunFailure } from '../RunState.ts';
import { dropScopes, isBodyOf } from '../stopScopes.ts';
import { dataFor, type OpenFate, type Place, scopeOf, type Walk } from '../Walk.ts';

/** Most failures of items that are told one by one. */
export const mostFailures = 100;

type ForEachPlan = PlanStepOf<'forEach'>;
type List = { readonly ok: true; readonly items: readonly unknown[] } | { readonly ok: false; readonly error: StepError };

/** Walks the body once for each item of a list, up to `atOnce` of them side by side. */
export function enterForEach(walk: Walk, place: Place, step: ForEachPlan): void {
  const since = walk.ports.now();
  const list = forEachList(walk, place, { step, since });
  if (!list.ok) {
    giveUp(walk, place, { error: list.error, attempt: 1 });
    return;
  }
  const loop: LoopState = { count: list.items.length, next: 0, done: 0, failed: 0, failures: [] };
  walk.lists.set(openContainer(walk, place, { since, loop }), list.items);
  goOn(walk, place, { step, loop });
}

/** One item is over, well or, where failures are collected, badly. */
export function endItem(walk: Walk, place: Place, { step, item, failure }: { step: ForEachPlan; item: number; failure?: RunFailure }): void {
  const { loop } = loopOf(walk, place);
  if (failure === undefined) {
    goOn(walk, place, { step, loop: { ...loop, done: loop.done + 1 } });
    return;
  }
  const failures = loop.failures.length < mostFailures ? [...loop.failures, { index: item, message: failure.error.text.vi }] : loop.failures;
  goOn(walk, place, { step, loop: { ...loop, failed: loop.failed + 1, failures } });
}

/** Goes on with a loop whose state was made from rows; one that the interpreter left has nothing to do here. */
export function resumeItems(walk: Walk, place: Place, step: ForEachPlan): void {
  const { loop } = loopOf(walk, place);
  const walking = loop.next - loop.done - loop.failed;
  if (walking === 0 || (loop.next < loop.count && walking < step.atOnce)) goOn(walk, place, { step, loop });
}

/** Begins as many items as may walk at once; ends the step after the last one. */
function goOn(walk: Walk, place: Place, { step, loop }: { step: ForEachPlan; loop: LoopState }): void {
  const { count, done, failed, failures } = loop;
  if (done + failed === count) {
    endStep(walk, place, { state: 'done', attempt: 1, port: 'next', output: { count, done, failed, failures } });
    return;
  }
  const { fate } = loopOf(walk, place);
  const list = knownList(walk, place, { step, fate });
  if (!list.ok) {
    dropScopes(walk, isBodyOf(walk, place));
    giveUp(walk, place, { error: list.error, attempt: 1 });
    return;
  }
  const room = Math.max(1, Math.floor(step.atOnce)) - (loop.next - done - failed);
  const next = Math.min(count, loop.next + Math.max(0, room));
  scopeOf(walk, place.scope).steps[place.stepId] = { ...fate, visit: place.visit, loop: { ...loop, next } };
  for (let index = loop.next; index < next; index += 1) openBody(walk, place, { index, readable: { item: list.items[index], index, count } });
}

function loopOf(walk: Walk, { scope, stepId }: Place): { readonly fate: OpenFate; readonly loop: LoopState } {
  const fate = scopeOf(walk, scope).steps[stepId];
  if (fate?.state !== 'open' || fate.loop === undefined) throw new Error(`Step ${stepId} has no items under way`);
  return { fate, loop: fate.loop };
}

/** A restored run fills the list again: the data that it was made of has not changed since. */
function knownList(walk: Walk, place: Place, { step, fate }: { step: ForEachPlan; fate: OpenFate }): List {
  const known = walk.lists.get(fate.token);
  if (known !== undefined) return { ok: true, items: known };
  const list = forEachList(walk, place, { step, since: fate.since ?? walk.ports.now() });
  if (list.ok) walk.lists.set(fate.token, list.items);
  return list;
}

/** The list of a for-each as it was when the step began. */
export function forEachList(walk: Walk, { scope }: Place, { step, since }: { step: ForEachPlan; since: number }): List {
  const data = dataFor(walk, scope);
  const rendered = renderTemplate({ template: step.list, data, timezone: walk.plan.timezone, now: since });
  const wrong = (text: StepError['text']): List => ({ ok: false, error: { kind: 'invalid_input', text, field: 'list', repeatable: true } });
  if (!rendered.ok) {
    // For a template an empty list is a hole; here there is just nothing to do.
    const found = rendered.path === undefined ? undefined : valueAt(data, parsePath(rendered.path) ?? []);
    return Array.isArray(found) && found.length === 0 ? { ok: true, items: [] } : wrong(rendered.text);
  }
  if (isMissing(rendered.value)) return { ok: true, items: [] };
  if (!Array.isArray(rendered.value)) return wrong(noList);
  return rendered.value.length > mostItems ? wrong(tooLong(rendered.value.length)) : { ok: true, items: rendered.value };
}

const noList: StepError['text'] = {
  vi: 'Dữ liệu của bước lặp không phải là danh sách. Hãy chọn một dữ liệu là danh sách, ví dụ các món của đơn hàng.',
  en: 'The data of the loop is not a list. Choose data that is a list, such as the lines of an order.',
};

function tooLong(count: number): StepError['text'] {
  return {
    vi: `Danh sách có ${count} mục, nhiều hơn ${mostItems} mục mà một bước lặp làm được. Hãy chia danh sách ra nhiều lần chạy.`,
    en: `The list has ${count} items, more than the ${mostItems} that one loop can take. Split it over several runs.`,
  };
}
