import { expect, test } from 'vitest';
import { limitStrangers } from './limitStrangers.ts';

/** A way in that knows some names; says how often it looked one up. */
function aWayIn(names: readonly string[], perMinute = 3) {
  const clock = { now: 0 };
  const registered = new Set(names);
  const lookedUp: string[] = [];
  const strangers = limitStrangers({ perMinute, now: () => new Date(clock.now) });
  const call = async (name: string | null, ip = '203.0.113.7', count: () => Promise<unknown> = async () => undefined) => {
    const headers: Record<string, unknown> = {};
    const reply = { header: (key: string, value: unknown) => Object.assign(headers, { [key]: value }) as never };
    const find = async () => {
      lookedUp.push(name ?? '');
      return registered.has(name ?? '') ? name : null;
    };
    return strangers.admit({ request: { ip }, reply, name, find, count }).catch((error) => [error.code, headers['retry-after']]);
  };
  return { clock, registered, lookedUp, call };
}

const refused = (seconds: number) => ['too_many_requests', seconds];

test('strangers of one address share its limit, whatever they call themselves, until the minute is over', async () => {
  const { call, clock, lookedUp } = aWayIn([]);
  expect([await call('a'), await call('b'), await call(null)]).toEqual([null, null, null]);
  clock.now = 20_500;
  expect([await call('c'), await call(null)]).toEqual([refused(40), refused(40)]);
  expect(await call('d', '203.0.113.8')).toBeNull();
  expect(lookedUp).toEqual(['a', 'b', 'd']);
  clock.now = 60_000;
  expect(await call('c')).toBeNull();
});

test('addresses of one IPv6 network are one', async () => {
  const { call } = aWayIn([]);
  for (const last of ['1', '2', '3']) await call('a', `2001:db8:0:1::${last}`);
  expect(await call('a', '2001:db8:0:1::4')).toEqual(refused(60));
  expect(await call('a', '2001:db8:0:2::1')).toBeNull();
});

test('the known are not counted at their address: many of them may share it, also when strangers have used it up', async () => {
  const names = Array.from({ length: 20 }, (_, nr) => `door-${nr}`);
  const { call } = aWayIn(names);
  for (const name of [...names, ...names]) expect(await call(name)).toBe(name);
  for (const name of ['a', 'b', 'c']) expect(await call(name)).toBeNull();
  expect(await call('d')).toEqual(refused(60));
  for (const name of names) expect(await call(name)).toBe(name);
});

test('a burst of one who was not seen before is one question, and none of it is refused', async () => {
  const { call, lookedUp } = aWayIn(['door']);
  expect(new Set(await Promise.all(Array.from({ length: 50 }, () => call('door'))))).toEqual(new Set(['door']));
  expect(await call('a')).toBeNull();
  expect(lookedUp.filter((name) => name === 'a')).toHaveLength(1);
});

test('strangers who come at once are no more than the limit', async () => {
  const { call, lookedUp } = aWayIn([]);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, nr) => call(`a${nr}`)));
  expect([answers.filter((answer) => answer === null).length, lookedUp.length]).toEqual([3, 3]);
});

test('who is known no longer is a stranger', async () => {
  const { call, registered } = aWayIn(['door']);
  expect(await call('door')).toBe('door');
  registered.delete('door');
  expect([await call('door'), await call('door'), await call('door'), await call('door')]).toEqual([null, null, null, null]);
  expect(await call('door')).toEqual(refused(60));
});

test('made-up names do not push out who is known', async () => {
  const { call } = aWayIn(['door'], 20_000);
  await call('door');
  for (let nr = 0; nr < 20_000; nr += 1) await call(`a${nr}`);
  expect(await call('b')).toEqual(refused(60));
  expect(await call('door')).toBe('door');
});

test('a count of one’s own refuses without using up the address', async () => {
  const { call } = aWayIn(['door']);
  const count = () => Promise.reject(Object.assign(new Error(), { code: 'counted' }));
  for (let nr = 0; nr < 10; nr += 1) expect(await call('door', '203.0.113.7', count)).toEqual(['counted', undefined]);
  expect(await call('a')).toBeNull();
});
