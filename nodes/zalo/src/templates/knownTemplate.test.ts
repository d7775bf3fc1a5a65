import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { zaloPackage } from '../index.ts';
import { knownTemplate } from './knownTemplate.ts';

const logger = { debug() {}, info() {}, warn() {} };

test('a template is read once in ten minutes per account, and each time for a host that names no account', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  const http = harness.http();
  let calls = 0;
  const get: typeof http.get = (path, options) => {
    calls += 1;
    return http.get(path, options);
  };
  const counting = { ...http, get };
  const readAt = async (minute: number, connectionId: string | undefined) => {
    await knownTemplate({ http: counting, connectionId, templateId: '320001', now: new Date(minute * 60_000), logger });
    return calls;
  };

  expect(await readAt(0, 'a')).toBe(1);
  expect(await readAt(9, 'a')).toBe(1);
  expect(await readAt(9, 'b')).toBe(2);
  expect(await readAt(10, 'a')).toBe(3);
  expect(await readAt(10, undefined)).toBe(4);
  expect(await readAt(10, undefined)).toBe(5);
});
