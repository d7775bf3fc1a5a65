import { expect, test } from 'vitest';
import { createRun, type FlowRun, type WaitPlace } from './createRun.ts';
import type { RunPorts } from './RunPorts.ts';
import { aForEach, anAction, aPlan, aTrigger, inside } from './testing/aPlan.ts';
import { failed } from './testing/walkThrough.ts';

const plan = aPlan({ start: aTrigger(), loop: aForEach('{{ trigger.items }}', { atOnce: 4 }), send: inside('loop', anAction()) }, ['start.next>loop']);
const reason = { vi: 'Lý do', en: 'Reason' };
const scope = (item: number) => `root/loop#1[${item}]`;
const token = (item: number) => `${scope(item)}/send#1@1`;

/** One step in four items: of the first nobody knows, the others are in back-off, put off, and held for their account. */
function anOpenStep(): { run: FlowRun; asked: string[] } {
  const asked: string[] = [];
  const ports: RunPorts = {
    now: () => 0,
    execute: (request) => asked.push(request.token),
    sleep: () => {},
    waitFor: () => {},
    cancel: () => {},
    record: () => {},
    finish: () => {},
  };
  const run = createRun({ plan, ports });
  run.start({ items: ['a', 'b', 'c', 'd'] });
  run.settle(token(0), { outcome: 'held', key: `unknown:run/${token(0)}`, reason });
  run.settle(token(1), failed('unavailable'));
  run.settle(token(2), { outcome: 'delayed', until: 3_600_000, reason });
  run.settle(token(3), { outcome: 'held', key: 'connection:c1', reason });
  asked.length = 0;
  return { run, asked };
}

const secondTry = `${scope(1)}/send#1@2`;

test.each<[string, WaitPlace, readonly string[]]>([
  ['in one scope', { stepId: 'send', scope: scope(1), sparesQuestions: true }, [secondTry]],
  [
    'everywhere, a call of unknown outcome stays with the person who is asked',
    { stepId: 'send', sparesQuestions: true },
    [secondTry, `${token(2)}~1`, `${token(3)}~1`],
  ],
  ['where nothing but the question is open', { stepId: 'send', scope: scope(0), sparesQuestions: true }, []],
  // Histories hold such requests: what they led to must come out again.
  ['as asked in former days', { stepId: 'send' }, [`${token(0)}~1`, secondTry, `${token(2)}~1`, `${token(3)}~1`]],
])('“continue now” %s', (_, at, again) => {
  const { run, asked } = anOpenStep();
  expect(run.endWait(at)).toBe(again.length > 0);
  expect(asked).toEqual(again);
});

test('the question that was spared is answered by a person, in another host as well', () => {
  const { run } = anOpenStep();
  run.endWait({ stepId: 'send', sparesQuestions: true });
  const asked: string[] = [];
  const ports: RunPorts = { now: () => 0, execute: ({ token: named }) => asked.push(named), sleep() {}, waitFor() {}, cancel() {}, record() {}, finish() {} };
  const moved = createRun({ plan, ports, state: JSON.parse(JSON.stringify(run.state)) });
  moved.resume();
  asked.length = 0;
  expect(moved.endWait({ stepId: 'send', scope: scope(0), sparesQuestions: true })).toBe(false);
  moved.answer(token(0), { outcome: 'again' });
  expect(asked).toEqual([`${token(0)}~1`]);
});
