import { createCatalog } from '@noi/catalog';
import { createConnections, createNetworkPolicy, createSecretBox } from '@noi/connections';
import { newId } from '@noi/db';
import { createTestDatabase, readRows } from '@noi/db/testing';
import { corePackage } from '@noi/nodes-core';
import { expect, test } from 'vitest';
import { until } from '../testing/until.ts';
import { createWatch } from './createWatch.ts';
import { makeMonths } from './makeMonths.ts';

const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const isThere = async (url: string, name: string) => (await readRows<{ found: boolean }>(url, `select to_regclass('${name}') is not null as found`))[0]?.found;

test('a product that runs for a year makes its months as they come', async () => {
  await using database = await createTestDatabase();
  const { db, url } = database;
  const catalog = createCatalog([corePackage]);
  const now = () => new Date('2031-03-31T23:00:00Z');
  const seal = createSecretBox(Buffer.alloc(32, 7));
  const connections = createConnections({ db, catalog, seal, network: createNetworkPolicy({ sandboxUrl: null }), sandboxUrl: null, now });
  const watch = createWatch({ db, catalog, connections, openSecret: () => '', logger, now });
  watch.start();
  await until(() => isThere(url, 'message_2031_05'), { what: 'the month after next' });
  await watch.stop();
  expect(await isThere(url, 'event_2031_03')).toBe(true);
});

test('where traffic stands in the way it is tried again soon, else the next day', async () => {
  await using database = await createTestDatabase();
  const { db, url } = database;
  const at = Date.parse('2031-03-31T23:00:00Z');
  const pause = async () => (await makeMonths({ db, logger, now: () => new Date(at) })).getTime() - at;
  const event = { type: 'webhook.received', externalId: 'a', occurredAt: '2026-11-22T03:00:00.000Z', payload: { body: {}, query: {} } } as const;
  await db.events.store([{ workspaceId: newId(), source: 'api', connectionId: null, event }]);

  const pauses: number[] = [];
  // A batch under way holds the table of events until it is over.
  await db.dispatch.batch(1, async () => void pauses.push(await pause()));
  expect([pauses, await isThere(url, 'event_2031_03')]).toEqual([[600_000], false]);
  await until(async () => (await pause()) === 86_400_000);
  expect(await isThere(url, 'event_2031_03')).toBe(true);
});
