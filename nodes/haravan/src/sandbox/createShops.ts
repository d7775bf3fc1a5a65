import { createHash, createHmac } from 'node:crypto';
import { type ConnectionValues, doorToken, type SandboxHost } from '@noi/node-sdk';
import { type NewOrder, newShopOrder, type ShopOrder } from './ShopOrder.ts';

export interface Shop {
  readonly orgId: string;
  readonly name: string;
  readonly doorUrl: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly openedAt: string;
}

export interface Shops {
  open(request: { doorUrl: string; shopName: string }): Promise<ConnectionValues>;
  byToken(accessToken: string): Promise<Shop | undefined>;
  /** The one that scenarios play in. */
  newest(): Promise<Shop | undefined>;
  orders(shop: Shop): Promise<ShopOrder[]>;
  /** Takes the shop's next number and reports `orders/create`. */
  place(shop: Shop, order: Omit<NewOrder, 'id' | 'number' | 'at'>): Promise<ShopOrder>;
  /** Changes an order and reports `topics`; `null` when there is none. */
  change(shop: Shop, id: string, change: { topics: readonly string[]; apply(order: ShopOrder, at: string): void }): Promise<ShopOrder | null>;
}

const firstNumber = 100021;

/** The emulated shops, their orders and their webhooks. Changes go one after the other, so that numbers and times never clash. */
export function createShops(host: SandboxHost): Shops {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine;
    return mine;
  };

  async function report(shop: Shop, order: ShopOrder, topics: readonly string[]): Promise<void> {
    const body = JSON.stringify(order);
    const signature = createHmac('sha256', shop.appSecret).update(body).digest('base64');
    for (const topic of topics) {
      const headers = {
        'content-type': 'application/json',
        'X-Haravan-Topic': topic,
        'X-Haravan-Org-Id': shop.orgId,
        'X-Haravan-Hmacsha256': signature,
      };
      await host.callBack({ url: shop.doorUrl, headers, body });
    }
  }

  return {
    async open({ doorUrl, shopName }) {
      const key = createHash('sha256').update(doorToken(doorUrl)).digest('hex');
      const known = await host.store.get<Shop>(`shop:${key}`);
      const shop: Shop = known ?? {
        orgId: String(200_000_000_000 + (Number.parseInt(key.slice(0, 8), 16) % 1_000_000_000)),
        name: shopName,
        doorUrl,
        accessToken: key.slice(0, 40),
        appSecret: key.slice(24, 64),
        verifyToken: `noi-${key.slice(0, 8)}`,
        openedAt: host.now().toISOString(),
      };
      if (known?.doorUrl !== doorUrl) await host.store.set(`shop:${key}`, { ...shop, doorUrl });
      return { accessToken: shop.accessToken, appSecret: shop.appSecret, orgId: shop.orgId, verifyToken: shop.verifyToken };
    },
    byToken: async (accessToken) => (await host.store.list<Shop>('shop:')).find(({ value }) => value.accessToken === accessToken)?.value,
    newest: async () =>
      (await host.store.list<Shop>('shop:'))
        .map(({ value }) => value)
        .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
        .at(-1),
    orders: async (shop) => (await host.store.list<ShopOrder>(`order:${shop.orgId}:`)).map(({ value }) => value),
    place: (shop, request) =>
      inTurn(async () => {
        const number = (await host.store.get<number>(`next:${shop.orgId}`)) ?? firstNumber;
        await host.store.set(`next:${shop.orgId}`, number + 1);
        const order = newShopOrder({ ...request, number, id: 1_138_637_000 + (number - firstNumber) * 100, at: host.now().toISOString() });
        await host.store.set(`order:${shop.orgId}:${order.id}`, order);
        await report(shop, order, ['orders/create']);
        return order;
      }),
    change: (shop, id, { topics, apply }) =>
      inTurn(async () => {
        const order = await host.store.get<ShopOrder>(`order:${shop.orgId}:${id}`);
        if (order === null) return null;
        // Two changes in one millisecond must still be two states.
        const at = new Date(Math.max(host.now().getTime(), Date.parse(order.updated_at) + 1)).toISOString();
        apply(order, at);
        order.updated_at = at;
        await host.store.set(`order:${shop.orgId}:${id}`, order);
        await report(shop, order, topics);
        return order;
      }),
  };
}
