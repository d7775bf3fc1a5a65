import { NodeError } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { oaErrors } from './oaErrors.ts';
import { readReply, zaloError } from './readReply.ts';
import { znsErrors } from './znsErrors.ts';

const now = new Date('2026-11-25T03:00:00.000Z');

function read(text: string, isSend = false) {
  return readReply({
    response: {
      status: 200,
      headers: {},
      text,
      json: () => {
        throw new Error('unused');
      },
    },
    schema: z.object({ id: z.string() }),
    api: 'zns',
    now,
    seed: 's',
    isSend,
  });
}

test('data comes out, ids beyond 2^53 whole', () => {
  expect(read('{"error":0,"message":"Success","data":{"id":96133713375150460909}}')).toEqual({ id: '96133713375150460909' });
});

test.each([
  ['-124', 'unauthorized'],
  ['-118', 'rejected'],
  ['-110', 'rejected'],
  ['-108', 'rejected'],
  ['-131', 'rejected'],
  ['-146', 'rejected'],
  ['-1121', 'invalid_input'],
  ['-1122', 'invalid_input'],
  ['-133', 'quota'],
  ['-144', 'quota'],
  ['-147', 'quota'],
  ['-1441', 'quota'],
  ['-100', 'unavailable'],
  ['-122', 'bug'],
])('HTTP 200 with error %s is %s', (code, kind) => {
  expect(() => read(`{"error":${code},"message":"Zalo says no"}`)).toThrow(NodeError);
  expect(zaloError({ api: 'zns', code, message: 'Zalo says no', now, seed: 's' })).toMatchObject({
    kind,
    options: { providerCode: code, providerMessage: 'Zalo says no' },
  });
});

test.each([
  ['-216', 'unauthorized'],
  ['-220', 'unauthorized'],
  ['-32', 'rate_limited'],
  ['-230', 'rejected'],
  ['-234', 'quota'],
])('on the OA host error %s is %s', (code, kind) => {
  expect(zaloError({ api: 'oa', code, message: '', now, seed: 's' }).kind).toBe(kind);
});

test('a code of no table keeps what Zalo said', () => {
  expect(zaloError({ api: 'zns', code: '-9999', message: 'Something new', now, seed: 's' })).toMatchObject({
    kind: 'rejected',
    text: { vi: 'Zalo từ chối: Something new (-9999).' },
    options: { providerMessage: 'Something new' },
  });
});

test.each([
  ['-133', '2026-11-25T20:30:00.000Z', '2026-11-25T23'],
  ['-133', '2026-11-25T15:30:00.000Z', '2026-11-25T23'],
  ['-144', '2026-11-25T20:30:00.000Z', '2026-11-26T23'],
  ['-1441', '2026-12-31T20:30:00.000Z', '2027-01-31T23'],
  ['-1441', '2026-12-15T03:00:00.000Z', '2026-12-31T23'],
])('error %s at %s waits until six in the morning in Vietnam, %s in UTC', (code, at, hour) => {
  expect(zaloError({ api: 'zns', code, message: '', now: new Date(at), seed: 's' }).options.retryAt?.slice(0, 13)).toBe(hour);
});

test('only the limit of the whole account for a day says that it has nothing left', () => {
  const at = new Date('2026-11-25T03:30:00.000Z');
  const quotas = ['-133', '-144', '-1441', '-147'].map((code) => zaloError({ api: 'zns', code, message: '', now: at, seed: 's' }).options.accountQuota);
  const midnight = Date.parse('2026-11-25T17:00:00.000Z');
  expect(quotas).toEqual([undefined, { left: 0, until: midnight, resumesAt: midnight + 6 * 3_600_000 }, undefined, undefined]);
});

test('runs that wait for one morning are spread, each always to the same minute', () => {
  const at = (seed: string) => zaloError({ api: 'zns', code: '-133', message: '', now, seed }).options.retryAt;
  expect(at('a')).toBe(at('a'));
  expect(new Set(['a', 'b', 'c', 'd'].map(at)).size).toBe(4);
});

test('an answer that cannot be read leaves a send open and a question to be asked again', () => {
  for (const text of ['', '<html>', '{"data":{}}', '{"error":0,"data":{}}']) {
    expect(() => read(text)).toThrow(expect.objectContaining({ kind: 'unavailable' }));
    expect(() => read(text, true)).toThrow(expect.objectContaining({ kind: 'unknown_outcome' }));
  }
});

test('every code has words that say what happened and what to do, and quotas say when', () => {
  const rules = [...Object.entries(znsErrors), ...Object.entries(oaErrors)];
  const poor = rules.filter(
    ([, { kind, what, todo, retry }]) =>
      !what.vi.endsWith('.') || !todo.vi.endsWith('.') || what.vi.includes('!') || (kind === 'quota') !== (retry !== undefined),
  );
  expect(poor).toEqual([]);
});
