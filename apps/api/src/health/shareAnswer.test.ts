import { expect, test } from 'vitest';
import { shareAnswer } from './shareAnswer.ts';

/** A question that is answered when the test says so, with how often it was asked. */
function aQuestion() {
  const open: ((answer: string | Error) => void)[] = [];
  const clock = { now: 0 };
  const ask = () => new Promise<string>((resolve, reject) => open.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))));
  return { clock, open, asked: shareAnswer({ ask, freshMs: 1000, now: () => new Date(clock.now) }) };
}

test('all who ask while a question is under way get its answer, however long it takes', async () => {
  const { asked, open, clock } = aQuestion();
  const first = [asked(), asked()];
  clock.now = 60_000;
  const all = [...first, asked()];
  expect(open).toHaveLength(1);
  open[0]?.('yes');
  expect(await Promise.all(all)).toEqual(['yes', 'yes', 'yes']);
});

test('an answer holds for its time and then is asked for anew', async () => {
  const { asked, open, clock } = aQuestion();
  const first = asked();
  clock.now = 400;
  open[0]?.('yes');
  await first;
  clock.now = 1_399;
  expect(await asked()).toBe('yes');
  clock.now = 1_400;
  const second = asked();
  open[1]?.('no');
  expect([await second, open.length]).toEqual(['no', 2]);
});

test('a failure is shared like an answer, and no longer', async () => {
  const { asked, open, clock } = aQuestion();
  const first = asked();
  open[0]?.(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect(asked()).rejects.toThrow('away');
  clock.now = 1_000;
  const second = asked();
  open[1]?.('back');
  expect(await second).toBe('back');
});
