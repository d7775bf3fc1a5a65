import { expect, test } from 'vitest';
import { fitAnswers } from './fitAnswers.ts';

const elsewhere = { outcome: 'pending', queue: 'here' } as const;
const answerOf = (bytes: number) => ({ outcome: 'done', output: { text: 'x'.repeat(bytes) } }) as const;

test('answers go back together as long as there is room, in their order', () => {
  const answers = [answerOf(10), null, elsewhere, answerOf(1_000_000), answerOf(20)];
  expect(fitAnswers(answers, { elsewhere })).toEqual(answers.map((answer) => (answer === answers[3] ? { ...answer, bytes: expect.any(Number) } : answer)));
});

test('what there is no room for is asked for elsewhere; smaller ones still go', () => {
  const answers = [answerOf(1_000_000), answerOf(600_000), answerOf(20)];
  expect(fitAnswers(answers, { elsewhere })).toEqual([{ ...answers[0], bytes: expect.any(Number) }, elsewhere, answers[2]]);
});

test('the largest answer that a single call may give goes', () => {
  const answers = [answerOf(1_800_000), answerOf(20)];
  expect(fitAnswers(answers, { elsewhere })).toEqual([{ ...answers[0], bytes: expect.any(Number) }, elsewhere]);
});

test('a group may have less room', () => {
  const answers = [answerOf(5_000), answerOf(400_000), answerOf(20)];
  expect(fitAnswers(answers, { elsewhere, mostBytes: 300_000 })).toEqual([answers[0], elsewhere, answers[2]]);
});
