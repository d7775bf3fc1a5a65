import { expect, test } from 'vitest';
import { aServer } from '../../test/aServer.ts';

test('all who ask within a second whether the server is ready share one look at what it needs', async () => {
  let now = Date.now();
  await using server = await aServer({ now: () => new Date(now) });
  let isUp = true;
  let looks = 0;
  Object.assign(server.services.runControl, {
    async isUp() {
      looks += 1;
      return isUp;
    },
  });
  const ask = async () => (await server.call('/readyz')).status;

  expect(new Set(await Promise.all(Array.from({ length: 20 }, ask)))).toEqual(new Set([200]));
  isUp = false;
  now += 999;
  expect([await ask(), looks]).toEqual([200, 1]);
  now += 1;
  expect([await ask(), await ask(), looks]).toEqual([503, 503, 2]);
  expect((await server.call('/readyz')).body).toEqual({ ok: false, database: true, temporal: false, sandbox: true });
});
