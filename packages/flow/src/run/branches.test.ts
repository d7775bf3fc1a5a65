import { expect, test } from 'vitest';
import { createRun } from './createRun.ts';
import type { RunOutcome, RunPorts, StepRecord } from './RunPorts.ts';
import { aFailure, anAction, aPlan, aSplit, aSwitch, aTrigger, aWait } from './testing/aPlan.ts';
import { story, walkThrough } from './testing/walkThrough.ts';

const cases = aSwitch({ port: 'big', field: 'trigger.big' }, { port: 'gift', field: 'trigger.gift' });
const switched = aPlan({ start: aTrigger(), which: cases, one: anAction(), two: anAction(), rest: anAction() }, [
  'start.next>which',
  'which.big>one',
  'which.gift>two',
  'which.otherwise>rest',
]);

test.each<[string, Record<string, unknown>, string, string]>([
  ['the first case', { big: true }, 'big', 'one'],
  ['the second case', { gift: true }, 'gift', 'two'],
  ['the first of two cases that hold', { big: true, gift: true }, 'big', 'one'],
  ['otherwise', {}, 'otherwise', 'rest'],
])('a switch takes %s, and nothing else', (_name, trigger, port, step) => {
  const { records, outcomes } = walkThrough({ plan: switched, trigger });
  expect(story(records)).toEqual(['start done next', `which done ${port}`, `${step} running`, `${step} done next`]);
  expect(outcomes).toEqual([{ state: 'done' }]);
});

test('a case without a wire ends there, and the run is done', () => {
  const plan = aPlan({ start: aTrigger(), which: cases, rest: anAction() }, ['start.next>which', 'which.otherwise>rest']);
  const { records, outcomes } = walkThrough({ plan, trigger: { big: true } });
  expect(story(records)).toEqual(['start done next', 'which done big']);
  expect(outcomes).toEqual([{ state: 'done' }]);
});

/** The branch of one run of a split. */
function branchOf(piece: ReturnType<typeof aSplit>, { trigger, seed }: { trigger: Record<string, unknown>; seed: string }): string | undefined {
  const records: StepRecord[] = [];
  const ports: RunPorts = {
    now: () => 0,
    execute: () => {},
    sleep: () => {},
    waitFor: () => {},
    cancel: () => {},
    record: (line) => records.push(line),
    finish: () => {},
  };
  createRun({ plan: aPlan({ start: aTrigger(), split: piece }, ['start.next>split']), ports, seed }).start(trigger);
  return records.find(({ stepId }) => stepId === 'split')?.port;
}

const half = aSplit({ a: 1, b: 1 });
const seeds = Array.from({ length: 40 }, (_, index) => `run-${index}`);

test('a customer goes the same way in every run', () => {
  const ways = seeds.map((seed) => branchOf(half, { trigger: { customer: { phone: '+84912345678' } }, seed }));
  expect(new Set(ways).size).toBe(1);
});

test('without a customer it is the run that is shared out, and the same run goes the same way again', () => {
  const ways = seeds.map((seed) => branchOf(half, { trigger: {}, seed }));
  expect(new Set(ways)).toEqual(new Set(['a', 'b']));
  expect(seeds.map((seed) => branchOf(half, { trigger: { customer: { phone: ' ' } }, seed }))).toEqual(ways);
});

test('other data can decide, of any type', () => {
  const byCode = aSplit({ a: 1, b: 1 }, 'trigger.code');
  const ways = Array.from({ length: 40 }, (_, code) => seeds.map((seed) => branchOf(byCode, { trigger: { code }, seed })));
  expect(ways.every((of) => new Set(of).size === 1)).toBe(true);
  expect(new Set(ways.flat())).toEqual(new Set(['a', 'b']));
});

test('a failure ends the run with the reason in it; what is open is cancelled', () => {
  const plan = aPlan({ start: aTrigger(), rest: aWait(3), bad: aFailure('Đơn {{ trigger.code }} bị trùng') }, ['start.next>rest', 'start.next>bad']);
  const { records, outcomes } = walkThrough({ plan, trigger: { code: 'A1' } });
  const words = 'Đơn A1 bị trùng';
  const error = { kind: 'rejected', text: { vi: words, en: words }, repeatable: true };
  expect(story(records)).toEqual(['start done next', 'rest waiting', 'bad failed', 'rest stopped']);
  expect(outcomes).toEqual<RunOutcome[]>([{ state: 'failed', stepId: 'bad', error: { ...error, kind: 'rejected' } }]);
});

test('a failure whose reason cannot be filled fails all the same, and names what is missing', () => {
  const plan = aPlan({ start: aTrigger(), bad: aFailure('Đơn {{ trigger.code }}') }, ['start.next>bad']);
  expect(walkThrough({ plan }).outcomes).toMatchObject([{ state: 'failed', stepId: 'bad', error: { kind: 'invalid_input', field: 'reason' } }]);
});
