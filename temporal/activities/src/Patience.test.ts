import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Patience } from './Patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watch = (patience: Patience) => {
  const over = vi.fn();
  void patience.over.then(over);
  return over;
};

test('a provider gets its budget from the moment it is asked', async () => {
  const patience = new Patience({ budgetMs: 400, longestMs: 2_000 });
  const over = watch(patience);
  await vi.advanceTimersByTimeAsync(700);
  patience.providerAsked();
  await vi.advanceTimersByTimeAsync(399);
  expect(over).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toHaveBeenCalledWith(null);
});

test('our own writes after its answer may take longer, up to the whole', async () => {
  const patience = new Patience({ budgetMs: 400, longestMs: 2_000 });
  const over = watch(patience);
  patience.providerAsked();
  await vi.advanceTimersByTimeAsync(100);
  patience.providerAnswered();
  await vi.advanceTimersByTimeAsync(1_899);
  expect(over).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toHaveBeenCalled();
});

test('a closed one leaves no timer behind', () => {
  const patience = new Patience({ budgetMs: 400, longestMs: 2_000 });
  patience.providerAsked();
  patience.close();

  expect(vi.getTimerCount()).toBe(0);
});

test('it runs short when half of the budget was spent, over several calls, and at its end', async () => {
  const patience = new Patience({ budgetMs: 400, longestMs: 2_000 });
  for (const expected of [false, true]) {
    patience.providerAsked();
    await vi.advanceTimersByTimeAsync(150);
    patience.providerAnswered();
    expect(patience.isShort).toBe(expected);
  }
  const over = watch(patience);
  patience.providerAsked();
  await vi.advanceTimersByTimeAsync(100);
  expect(over).toHaveBeenCalled();

  const tired = new Patience({ budgetMs: 400, longestMs: 2_000 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tired.isShort).toBe(true);
});
