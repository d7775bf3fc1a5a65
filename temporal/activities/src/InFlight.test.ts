import { expect, test, vi } from 'vitest';
import { InFlight } from './InFlight.ts';

test('a second request for the same call joins it', async () => {
  const inFlight = new InFlight<string>();
  const { promise, resolve } = deferred<string>();
  const begin = vi.fn(() => promise);

  const answers = Promise.all([inFlight.join('run/step', begin), inFlight.join('run/step', begin)]);
  resolve('sent');

  expect(await answers).toEqual(['sent', 'sent']);
  expect(begin).toHaveBeenCalledTimes(1);
  expect(inFlight.size).toBe(0);
  expect(inFlight.get('run/step')).toBeUndefined();
});

test('an end that somebody was promised stays for a while, then goes', async () => {
  vi.useFakeTimers();
  const inFlight = new InFlight<string>(1_000);
  const { promise, resolve } = deferred<string>();
  const call = inFlight.join('run/step', () => promise);

  inFlight.keep('run/step');
  resolve('sent');
  await call;

  expect(await inFlight.get('run/step')).toBe('sent');
  vi.advanceTimersByTime(1_001);
  expect(inFlight.get('run/step')).toBeUndefined();
  vi.useRealTimers();
});

test('a call that threw is begun anew by whoever asks next, promised or not', async () => {
  const inFlight = new InFlight<string>();
  const failed = inFlight.join('run/step', () => Promise.reject(new Error('database away')));
  inFlight.keep('run/step');
  await expect(failed).rejects.toThrow('database away');

  expect(await inFlight.join('run/step', async () => 'sent')).toBe('sent');
});

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
