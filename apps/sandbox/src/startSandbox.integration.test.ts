import { createTestDatabase } from '@noi/db/testing';
import { createDoor, type SandboxServer } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { startSandbox } from './startSandbox.ts';

const key = 'sandbox-test-key';

async function control(server: SandboxServer, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${server.url}/_control${path}`, {
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

  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true, emulators: ['haravan', 'ghn', 'zalo', 'core'] });
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

/** What reached the door, in few words. */
function sent(door: Awaited<ReturnType<typeof createDoor>>): string[] {
  return door.deliveries.map(({ body }) => {
    const said = JSON.parse(new TextDecoder().decode(body)) as { ClientOrderCode?: string; Status?: string; name?: string };
    return said.name === undefined ? `${said.ClientOrderCode} ${said.Status}` : `${said.name} placed`;
  });
}
