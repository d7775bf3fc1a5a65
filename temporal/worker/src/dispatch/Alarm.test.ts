import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Alarm } from './Alarm.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a ring before the wait is not missed, and many are one', async () => {
  const alarm = new Alarm();
  alarm.ring();
  alarm.ring();
  await alarm.wait(1_000);

  const second = vi.fn();
  void alarm.wait(1_000).then(second);
  await vi.advanceTimersByTimeAsync(999);
  expect(second).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(second).toHaveBeenCalled();
});

test('a ring ends the wait early', async () => {
  const alarm = new Alarm();
  const woken = vi.fn();
  void alarm.wait(60_000).then(woken);
  alarm.ring();
  await vi.advanceTimersByTimeAsync(0);

  expect(woken).toHaveBeenCalled();
});
