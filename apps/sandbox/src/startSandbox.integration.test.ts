import { createTestDatabase } from '@noi/db/testing';
import { createDoor, type SandboxServer } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { startSandbox } from './startSandbox.ts';

const key = 'sandbox-test-key';

async function control(server: SandboxServer, path: string, body?: unknown, shop = 'shop'): Promise<unknown> {
  const response = await fetch(`${server.url}/_control/${shop}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', 'x-noi-sandbox-key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

test('every package has its emulator here, and scenarios are offered as forms with words', async () => {
  await using database = await createTestDatabase();
  await using server = await startSandbox({ db: database.db, key });

  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true, emulators: ['haravan', 'ghn', 'zalo', 'googlesheets', 'bitrix24', 'core'] });
  const scenarios = (await control(server, '/scenarios')) as {
    packageId: string;
    id: string;
    fields: { key: string; label: { vi: string }; default?: unknown }[];
  }[];
  const placing = scenarios.find(({ packageId, id }) => packageId === 'haravan' && id === 'place-order');
  expect(placing?.fields.map(({ key: field, default: value }) => [field, value])).toEqual([
    ['name', 'Nguyễn Thị Lan'],
    ['phone', '0912 345 678'],
    ['product', 'Nhà giả kim'],
    ['quantity', 1],
    ['price', 79000],
  ]);
  expect(scenarios.flatMap(({ fields }) => fields).every(({ key: field, label }) => label.vi !== field)).toBe(true);
});

test('callbacks wait in the database while the shop’s door is shut, and outlive the process', async () => {
  await using database = await createTestDatabase();
  await using door = await createDoor();
  const first = await startSandbox({ db: database.db, key });
  door.answers.push(503, 503, 503);
  for (const packageId of ['haravan', 'ghn']) {
    const type = { haravan: 'haravan.shop', ghn: 'ghn.shop' }[packageId];
    await control(first, `/${packageId}/accounts`, { type, doorUrl: `${door.url}-${packageId}`, shopName: 'Minh Tâm' });
  }
  await control(first, '/haravan/scenarios/place-order', { input: {} });
  await control(first, '/ghn/scenarios/create-parcel', { input: { orderCode: '100021' } });
  await first.deliverCallbacks();
  await first.close();
  const early = door.deliveries.splice(0).length;
  expect(early).toBeGreaterThanOrEqual(2);

  door.answers.splice(0);
  const minuteLater = { now: () => new Date(Date.now() + 60_000) };
  await using second = await startSandbox({ db: database.db, key, clock: minuteLater });
  await control(second, '/ghn/scenarios/parcel-delivered', { input: { code: '100021' } });
  await second.deliverCallbacks();
  expect(sent(door)).toEqual(expect.arrayContaining(['#100021 placed', '100021 ready_to_pick', '100021 picked', '100021 delivering', '100021 delivered']));
});

test('what happens in one shop stays in it, and its account is found again at another address after a restart', async () => {
  await using database = await createTestDatabase();
  await using mine = await createDoor();
  await using theirs = await createDoor();
  await using moved = await createDoor();
  const open = (server: SandboxServer, doorUrl: string, shop: string) =>
    control(server, '/haravan/accounts', { type: 'haravan.shop', doorUrl, shopName: 'Minh Tâm' }, shop) as Promise<{ values: unknown }>;
  const first = await startSandbox({ db: database.db, key });
  const { values } = await open(first, mine.url, 'mine');
  // The newer account of another shop is not the one that scenarios of mine play in.
  await open(first, theirs.url, 'theirs');
  await control(first, '/haravan/scenarios/place-order', { input: {} }, 'mine');
  await first.deliverCallbacks();
  await first.close();
  expect([sent(mine), sent(theirs)]).toEqual([['#100021 placed'], []]);

  await using second = await startSandbox({ db: database.db, key });
  expect((await open(second, moved.url, 'mine')).values).toEqual(values);
  await control(second, '/haravan/scenarios/place-order', { input: {} }, 'mine');
  await second.deliverCallbacks();
  expect([sent(mine), sent(moved)]).toEqual([['#100021 placed'], ['#100022 placed']]);
});

/** What reached the door, in few words. */
function sent(door: Awaited<ReturnType<typeof createDoor>>): string[] {
  return door.deliveries.map(({ body }) => {
    const said = JSON.parse(new TextDecoder().decode(body)) as { ClientOrderCode?: string; Status?: string; name?: string };
    return said.name === undefined ? `${said.ClientOrderCode} ${said.Status}` : `${said.name} placed`;
  });
}
