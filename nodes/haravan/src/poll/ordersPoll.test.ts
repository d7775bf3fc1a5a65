import type { HttpClient } from '@noi/node-sdk';
import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { haravanPackage } from '../index.ts';
import { listOrders } from '../sandbox/listOrders.ts';
import type { ShopOrder } from '../sandbox/ShopOrder.ts';
import { documentedOrder } from '../webhook/documentedOrder.ts';
import { haravanWebhook } from '../webhook/haravanWebhook.ts';
import { ordersPoll } from './ordersPoll.ts';

const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** The emulator's own list, without a server around it. */
function listing(orders: readonly object[]): HttpClient {
  const get: HttpClient['get'] = async (_path, { query = {} } = {}) => {
    const found = listOrders(
      orders as readonly ShopOrder[],
      new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)])),
    );
    return { status: 200, headers: {}, text: '', json: (schema) => schema.parse({ orders: found }) as never };
  };
  return { get, request: get, post: get, put: get, delete: get } as unknown as HttpClient;
}

async function aShop() {
  let now = new Date('2026-11-22T03:00:00.000Z');
  const harness = await createNodeHarness(haravanPackage, { clock: { now: () => now } });
  const poll = (cursor: unknown) => ordersPoll.poll({ http: harness.http(), client: undefined, values: harness.values, cursor, now, logger });
  return {
    harness,
    poll,
    later(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    /** Pages until there are no more. */
    async round(cursor: unknown) {
      const names: string[] = [];
      for (let at = cursor; ; ) {
        const page = await poll(at);
        names.push(...page.events.map(({ externalId }) => externalId));
        at = JSON.parse(JSON.stringify(page.cursor));
        if (!page.hasMore) return { names, cursor: at };
      }
    },
    async told() {
      const deliveries = await harness.takeDeliveries();
      return deliveries.flatMap((delivery) => {
        const outcome = harness.webhook(haravanWebhook, delivery);
        return outcome.answered === 'taken' ? outcome.events.map(({ externalId }) => externalId) : [];
      });
    },
  };
}

test('what a list gives has the very names of what the webhooks told', async () => {
  const shop = await aShop();
  await using _harness = shop.harness;
  const start = await shop.round(null);
  expect(start.names).toEqual([]);

  shop.later(1);
  for (const scenario of shop.harness.emulator.sandbox.scenarios ?? []) await shop.harness.play(scenario.id).catch(() => undefined);
  const told = new Set(await shop.told());
  const found = await shop.round(start.cursor);

  expect(found.names.length).toBeGreaterThan(0);
  expect(found.names.filter((name) => !told.has(name))).toEqual([]);
  expect(found.names.some((name) => name.startsWith('order.created:'))).toBe(true);
});

test('more orders than a page holds are all read, also when they changed in one moment', async () => {
  const placed = (id: number, time: string) => ({ ...(JSON.parse(documentedOrder) as object), id, created_at: time, updated_at: time, cancelled_at: null });
  const sameMoment = Array.from({ length: 120 }, (_, at) => placed(at + 1, '2026-11-22T03:01:00Z'));
  const later = Array.from({ length: 60 }, (_, at) => placed(at + 201, new Date(Date.parse('2026-11-22T03:02:00Z') + at * 1_000).toISOString()));
  const orders = [...sameMoment, ...later];
  const http = listing(orders);
  const names: string[] = [];
  let cursor: unknown = { since: '2026-11-22T03:00:00.000Z', from: '2026-11-22T03:00:00.000Z', page: 1, seen: null };
  for (let pages = 0, hasMore = true; hasMore && pages < 20; pages += 1) {
    const page = await ordersPoll.poll({ http, client: undefined, values: { orgId: '7' }, cursor, now: new Date(), logger });
    names.push(...page.events.filter(({ type }) => type === 'order.created').map(({ externalId }) => externalId));
    cursor = page.cursor;
    hasMore = page.hasMore === true;
  }

  expect(new Set(names).size).toBe(180);
  // The next round begins two minutes before the last change: 60 seconds past 03:02 is still in its reach.
  expect(cursor).toMatchObject({ from: '2026-11-22T03:00:59.000Z', page: 1 });
});

test('orders from before the listening are no news', async () => {
  const shop = await aShop();
  await using _harness = shop.harness;
  const [scenario] = shop.harness.emulator.sandbox.scenarios ?? [];
  await shop.harness.play(scenario?.id ?? '');
  shop.later(60);

  const start = await shop.round(null);
  expect((await shop.round(start.cursor)).names).toEqual([]);
});
