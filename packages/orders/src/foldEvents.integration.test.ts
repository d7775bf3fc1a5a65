import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { BusinessEvent, Order, ParsedEvent, Shipment } from '@noi/events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldEvents } from './foldEvents.ts';
import { anOrder, aParcel, minute } from './testOrders.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

interface Said {
  readonly source: string;
  readonly event: ParsedEvent;
}

let shops = 0;
let deliveries = 0;

/** A shop of its own for each test, so that tests share a database and nothing else. */
function aShop() {
  shops += 1;
  const workspaceId = `shop-${shops}`;
  const { db } = database;
  return {
    /** What comes in by the doors. */
    async hear(...said: readonly Said[]) {
      await db.events.store(said.map(({ source, event }) => ({ workspaceId, source, connectionId: null, event })));
    },
    /** Every order.delivered that was raised. */
    async delivered() {
      const events = await db.events.list({ workspaceId, type: 'order.delivered', limit: 50 });
      return events.filter((event): event is BusinessEvent<'order.delivered'> => event.type === 'order.delivered');
    },
  };
}

/** Dispatches all that waits, a few events at a time. */
async function dispatchAll(limit = 50) {
  while ((await database.db.dispatch.batch(limit, async (batch) => foldEvents(batch, batch.events))) > 0);
}

function order(facts: Partial<Order>, at: number, source = 'haravan'): Said {
  deliveries += 1;
  const type = facts.state === 'cancelled' ? 'order.cancelled' : 'order.updated';
  return { source, event: { type, externalId: `o${deliveries}`, occurredAt: minute(at).toISOString(), payload: { order: anOrder(facts) } } };
}

function parcel(facts: Partial<Shipment>, at: number, source = 'ghn'): Said {
  return callback(aParcel(facts), at, source);
}

function callback(shipment: Shipment, at: number, source = 'ghn'): Said {
  deliveries += 1;
  const changedAt = minute(at).toISOString();
  return {
    source,
    event: { type: 'shipment.status_changed', externalId: `p${deliveries}`, occurredAt: changedAt, payload: { shipment, changedAt } },
  };
}

test('an order from one system and its parcel from another find each other by order code', async () => {
  const shop = aShop();
  await shop.hear(order({ code: '#100020' }, 1), parcel({ orderCode: '100020', state: 'delivered' }, 9));
  await dispatchAll();

  const [event, ...more] = await shop.delivered();
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    source: 'noi',
    connectionId: null,
    occurredAt: minute(9).toISOString(),
    payload: {
      order: { code: '#100020', state: 'delivered' },
      customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678' },
      shipment: { trackingCode: 'T1' },
      deliveredAt: minute(9).toISOString(),
    },
  });
});

test('a buyer without name and phone is the recipient', async () => {
  const shop = aShop();
  await shop.hear(
    order({ customer: { email: 'lan@example.com' }, address: { name: 'Trần Văn Nam', phone: '+84987654321' } }, 1),
    parcel({ state: 'delivered' }, 9),
  );
  await dispatchAll();

  expect((await shop.delivered())[0]?.payload.customer).toEqual({ email: 'lan@example.com', name: 'Trần Văn Nam', phone: '+84987654321' });
});

test('a callback that comes before its order waits for it', async () => {
  const shop = aShop();
  await shop.hear(parcel({ state: 'delivered' }, 9));
  await dispatchAll();
  expect(await shop.delivered()).toEqual([]);

  await shop.hear(order({}, 1));
  await dispatchAll();
  expect(await shop.delivered()).toHaveLength(1);
});

test.each([
  ['the shop system first', [order({ state: 'delivered' }, 8), parcel({ state: 'delivered' }, 9)]],
  ['the carrier first', [parcel({ state: 'delivered' }, 9), order({ state: 'delivered' }, 10)]],
])('one delivery raises one order.delivered though both report it: %s', async (_, reports) => {
  const shop = aShop();
  await shop.hear(order({}, 1), parcel({}, 2));
  await dispatchAll();
  for (const report of reports) {
    await shop.hear(report);
    await dispatchAll();
  }
  await shop.hear(parcel({ state: 'delivered' }, 11), order({ state: 'delivered' }, 12));
  await dispatchAll();

  expect(await shop.delivered()).toHaveLength(1);
});

test('an order in several parcels is delivered with its last one', async () => {
  const shop = aShop();
  await shop.hear(order({}, 1), parcel({ trackingCode: 'T1' }, 2), parcel({ trackingCode: 'T2' }, 2), parcel({ trackingCode: 'T1', state: 'delivered' }, 5));
  await dispatchAll();
  expect(await shop.delivered()).toEqual([]);

  await shop.hear(parcel({ trackingCode: 'T2', state: 'delivered' }, 7));
  await dispatchAll();
  const [event, ...more] = await shop.delivered();
  expect(more).toEqual([]);
  expect(event?.payload.shipment?.trackingCode).toBe('T2');
});

test('an order waits for a parcel that only the shop system has named so far', async () => {
  const shop = aShop();
  await shop.hear(order({ trackingCodes: ['T1', 'T2'] }, 1), parcel({ trackingCode: 'T1', state: 'delivered' }, 5));
  await dispatchAll();
  expect(await shop.delivered()).toEqual([]);

  await shop.hear(callback({ trackingCode: 'T2', carrier: 'GHN', state: 'delivered' }, 7));
  await dispatchAll();
  expect(await shop.delivered()).toHaveLength(1);
});

test('while a parcel is under way the word of the shop system waits for it', async () => {
  const shop = aShop();
  await shop.hear(order({}, 1), parcel({ state: 'delivering' }, 2), order({ state: 'delivered' }, 3));
  await dispatchAll();
  expect(await shop.delivered()).toEqual([]);

  await shop.hear(parcel({ state: 'delivered' }, 5));
  await dispatchAll();
  expect(await shop.delivered()).toHaveLength(1);
});

test('callbacks out of order and repeated give the same end', async () => {
  const shop = aShop();
  const story = [
    parcel({ state: 'delivered' }, 9),
    parcel({ state: 'delivering' }, 8),
    order({ state: 'confirmed' }, 2),
    parcel({ state: 'created' }, 3),
    order({}, 1),
  ];
  await shop.hear(...story);
  await shop.hear(...story);
  await dispatchAll(1);

  expect(await shop.delivered()).toHaveLength(1);
});

test('a cancelled order raises nothing when its parcel still arrives', async () => {
  const shop = aShop();
  await shop.hear(order({}, 1), order({ state: 'cancelled' }, 2), parcel({ state: 'delivered' }, 5));
  await dispatchAll();

  expect(await shop.delivered()).toEqual([]);
});

test('of two orders with one code the parcel goes to the one that names its tracking code, else to the newest', async () => {
  const shop = aShop();
  await shop.hear(
    order({ externalId: 'old', createdAt: minute(0).toISOString(), trackingCodes: ['T1'] }, 1, 'haravan'),
    order({ externalId: 'new', createdAt: minute(2).toISOString() }, 3, 'sapo'),
    parcel({ trackingCode: 'T1', state: 'delivered' }, 5),
  );
  await dispatchAll();
  expect((await shop.delivered()).map((event) => event.payload.order.externalId)).toEqual(['old']);

  await shop.hear(parcel({ trackingCode: 'T9', state: 'delivered' }, 6));
  await dispatchAll();
  expect((await shop.delivered()).map((event) => event.payload.order.externalId)).toEqual(['new', 'old']);
});

test('a parcel that was taken for the wrong order moves when the right one names it', async () => {
  const shop = aShop();
  await shop.hear(
    order({ externalId: 'right', createdAt: minute(0).toISOString() }, 1, 'haravan'),
    order({ externalId: 'wrong', createdAt: minute(2).toISOString() }, 3, 'sapo'),
    parcel({ trackingCode: 'T1' }, 4),
    order({ externalId: 'right', createdAt: minute(0).toISOString(), trackingCodes: ['T1'] }, 5, 'haravan'),
    parcel({ trackingCode: 'T1', state: 'delivered' }, 6),
  );
  await dispatchAll(1);

  expect((await shop.delivered()).map((event) => event.payload.order.externalId)).toEqual(['right']);
});

test('an order.delivered that a source raised itself is not raised again', async () => {
  const shop = aShop();
  const deliveredAt = minute(5).toISOString();
  const event: ParsedEvent = {
    type: 'order.delivered',
    externalId: 'api-1',
    occurredAt: deliveredAt,
    payload: { order: anOrder(), customer: {}, deliveredAt },
  };
  await shop.hear({ source: 'api', event });
  await dispatchAll();
  await shop.hear(parcel({ state: 'delivered' }, 9));
  await dispatchAll();

  expect((await shop.delivered()).map(({ source }) => source)).toEqual(['api']);
});

test('order and callback that two dispatchers fold at the same moment still meet, once', async () => {
  const { db } = database;
  const shop = aShop();
  for (let round = 0; round < 10; round += 1) {
    const code = `R${round}`;
    await shop.hear(order({ code, externalId: code }, 1));
    await shop.hear(parcel({ trackingCode: code, orderCode: code, state: 'delivered' }, 9));
    const takeOne = () => db.dispatch.batch(1, async (batch) => foldEvents(batch, batch.events));
    await Promise.all([takeOne(), takeOne()]);
    await dispatchAll();
  }

  const codes = (await shop.delivered()).map((event) => event.payload.order.code);
  expect(codes.sort()).toEqual(Array.from({ length: 10 }, (_, round) => `R${round}`));
});

test('a batch that fails leaves nothing behind and is folded again', async () => {
  const shop = aShop();
  await shop.hear(order({}, 1), parcel({ state: 'delivered' }, 9));
  const crash = database.db.dispatch.batch(50, async (batch) => {
    await foldEvents(batch, batch.events);
    throw new Error('the worker died');
  });
  await expect(crash).rejects.toThrow('the worker died');
  expect(await shop.delivered()).toEqual([]);

  await dispatchAll();
  expect(await shop.delivered()).toHaveLength(1);
});

test('one shop never sees the parcels of another', async () => {
  const [mine, theirs] = [aShop(), aShop()];
  await mine.hear(order({ trackingCodes: ['T1'] }, 1));
  await theirs.hear(parcel({ state: 'delivered' }, 9));
  await dispatchAll();

  expect([await mine.delivered(), await theirs.delivered()]).toEqual([[], []]);
});
