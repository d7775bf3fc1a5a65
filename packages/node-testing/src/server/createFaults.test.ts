import { expect, test } from 'vitest';
import { letterbox, sendLetter } from '../fixture/letterbox.ts';
import { createNodeHarness } from '../index.ts';

const letter = { to: '+84912345678' };

test.each([
  [{ status: 429, retryAfter: 2 }, 'rate_limited', 0],
  [{ status: 500 }, 'unknown_outcome', 0],
  [{ status: 422 }, 'rejected', 0],
  [{ kind: 'reset' as const }, 'unknown_outcome', 0],
  [{ kind: 'hang' as const }, 'unknown_outcome', 0],
  [{ kind: 'accept_then_500' as const }, 'unknown_outcome', 1],
  [{ kind: 'accept_then_hang' as const }, 'unknown_outcome', 1],
])('fault %j comes out as %s with %i letters sent', async (fault, kind, sent) => {
  await using harness = await createNodeHarness(letterbox);
  harness.fault({ path: '/api/letters', ...fault });

  const limit = 'kind' in fault && fault.kind.endsWith('hang') ? { timeoutMs: 800 } : {};
  await expect(harness.run(sendLetter, letter, limit)).rejects.toMatchObject({ kind });
  expect(await harness.phone.phoneMessages(letter.to, 10)).toHaveLength(sent);
  expect(await harness.run(sendLetter, letter)).toEqual({ id: String(sent + 1) });
});

test('a repeatable call that hangs is a timeout, one that is cut is unavailable', async () => {
  await using harness = await createNodeHarness(letterbox, { timeoutMs: 800 });
  harness.fault({ kind: 'hang' });
  await expect(harness.test()).rejects.toMatchObject({ kind: 'timeout' });
  harness.fault({ kind: 'reset' });
  await expect(harness.test()).rejects.toMatchObject({ kind: 'unavailable' });
});

test('faults meet only the path they name, as often as they say, and can be cleared', async () => {
  await using harness = await createNodeHarness(letterbox);
  harness.fault({ path: '/api/letters', status: 503, times: 2 });
  expect(await harness.test()).toEqual({ account: 'Hộp thư thử' });
  await expect(harness.run(sendLetter, letter)).rejects.toMatchObject({ kind: 'unknown_outcome' });
  harness.clearFaults();
  expect(await harness.run(sendLetter, letter)).toEqual({ id: '1' });
});

test('a wrong credential is unauthorized', async () => {
  await using harness = await createNodeHarness(letterbox);
  await expect(harness.run(sendLetter, letter, { values: { token: 'no' } })).rejects.toMatchObject({ kind: 'unauthorized' });
});
