import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { zaloOa } from './connection.ts';
import { zaloPackage } from './index.ts';

const at = (iso: string) => ({ now: () => new Date(iso) });

test('the connection test names the OA', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  expect(await harness.test()).toEqual({ account: 'OA Nhà sách Minh Tâm' });
});

test('a token of another OA is refused, since its callbacks would be passed over', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  await expect(harness.test({ ...harness.values, oaId: '1234567890123456789' })).rejects.toMatchObject({ kind: 'invalid_input', options: { field: 'oaId' } });
});

test('a wrong app secret shows at the first call', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  await expect(harness.test({ ...harness.values, appSecret: 'wrong' })).rejects.toMatchObject({ kind: 'unauthorized', options: { providerCode: '-242' } });
});

test.each([
  ['2026-11-25T12:00:00.000Z', false],
  ['2026-11-25T23:30:00.000Z', true],
  ['2026-11-27T00:00:00.000Z', true],
])('a token that lives until 04:00 on the 26th is due at %s: %s', (now, due) => {
  expect(zaloOa.refresh?.isDue({ accessTokenExpiresAt: '2026-11-26T04:00:00.000Z' }, new Date(now))).toBe(due);
});

test('a token of unknown age is not replaced until Zalo refuses it', () => {
  expect(zaloOa.refresh?.isDue({}, new Date())).toBe(false);
});

test('a refresh gives a new pair that lives 25 hours, and the old refresh token is dead', async () => {
  await using harness = await createNodeHarness(zaloPackage, { clock: at('2026-11-25T03:00:00.000Z') });
  const renewed = await harness.refresh();
  expect(renewed.accessTokenExpiresAt).toBe('2026-11-26T04:00:00.000Z');
  expect(renewed.refreshToken).not.toBe(harness.values.refreshToken);
  await expect(harness.test()).rejects.toMatchObject({ kind: 'unauthorized' });
  await harness.test(renewed);
});

test('using a refresh token twice at once destroys the grant, and the words say what to do', async () => {
  await using harness = await createNodeHarness(zaloPackage, { clock: at('2026-11-25T03:00:00.000Z') });
  const renewed = await harness.refresh();
  await expect(harness.refresh()).rejects.toMatchObject({ kind: 'unauthorized', text: { vi: expect.stringContaining('nối lại OA') } });
  await expect(harness.test(renewed)).rejects.toMatchObject({ kind: 'unauthorized' });
});

test('an old refresh token used much later fails and harms nothing', async () => {
  let now = Date.parse('2026-11-25T03:00:00.000Z');
  await using harness = await createNodeHarness(zaloPackage, { clock: { now: () => new Date(now) } });
  const renewed = await harness.refresh();
  now += 3_600_000;
  await expect(harness.refresh()).rejects.toMatchObject({ kind: 'unauthorized' });
  await harness.test(renewed);
});

test('a lost answer to a refresh leaves its outcome open', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  harness.fault({ path: '/oauth', kind: 'accept_then_500' });
  await expect(harness.refresh()).rejects.toMatchObject({ kind: 'unknown_outcome' });
});
