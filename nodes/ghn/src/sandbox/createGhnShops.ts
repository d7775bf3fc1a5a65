import { createHash } from 'node:crypto';
import { type ConnectionValues, doorToken, type SandboxHost } from '@noi/node-sdk';
import { callbackBody } from './callbackBody.ts';
import { feeOf, finalStatuses, type Parcel, type ParcelRequest } from './Parcel.ts';

export interface GhnShop {
  readonly shopId: number;
  readonly name: string;
  readonly doorUrl: string;
  readonly token: string;
  readonly callbackHeader: string;
  readonly callbackSecret: string;
  readonly openedAt: string;
}

export interface GhnShops {
  open(request: { doorUrl: string; shopName: string }): Promise<ConnectionValues>;
  byToken(token: string): Promise<GhnShop | undefined>;
  /** The one that scenarios play in. */
  newest(): Promise<GhnShop | undefined>;
  parcels(shop: GhnShop): Promise<readonly Parcel[]>;
  find(shop: GhnShop, orderCode: string): Promise<Parcel | null>;
  /** A repeated `client_order_code` gives the parcel that is there. */
  create(shop: GhnShop, request: ParcelRequest): Promise<Parcel>;
  /** Walks the parcel through `statuses`, with one callback each; stops at a final one. */
  move(shop: GhnShop, orderCode: string, move: { statuses: readonly string[]; reason?: string }): Promise<Parcel | null>;
}

/** The emulated shops, their parcels and callbacks. Changes go one after the other, so that no code is made twice. */
export function createGhnShops(host: SandboxHost): GhnShops {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine;
    return mine;
  };
  const keyOf = (shop: GhnShop, orderCode: string) => `parcel:${shop.shopId}:${orderCode}`;
  const listShops = async () => (await host.store.list<GhnShop>('shop:')).map(({ value }) => value);
  const parcels = async (shop: GhnShop) => (await host.store.list<Parcel>(`parcel:${shop.shopId}:`)).map(({ value }) => value);

  async function report(shop: GhnShop, parcel: Parcel, event: { type: string; time: string; reason?: string }): Promise<void> {
    const headers = { 'content-type': 'application/json', [shop.callbackHeader]: shop.callbackSecret };
    await host.callBack({ url: shop.doorUrl, headers, body: callbackBody(parcel, event) });
  }

  return {
    async open({ doorUrl, shopName }) {
      const key = createHash('sha256').update(doorToken(doorUrl)).digest('hex');
      const known = await host.store.get<GhnShop>(`shop:${key}`);
      const shop: GhnShop = known ?? {
        shopId: 100_000 + (Number.parseInt(key.slice(0, 8), 16) % 900_000),
        name: shopName,
        doorUrl,
        token: `${key.slice(0, 8)}-${key.slice(8, 12)}-11ee-${key.slice(12, 16)}-${key.slice(16, 28)}`,
        callbackHeader: 'X-Noi-Key',
        callbackSecret: key.slice(32, 64),
        openedAt: host.now().toISOString(),
      };
      if (known?.doorUrl !== doorUrl) await host.store.set(`shop:${key}`, { ...shop, doorUrl });
      return { token: shop.token, shopId: String(shop.shopId), callbackHeader: shop.callbackHeader, callbackSecret: shop.callbackSecret };
    },
    byToken: async (token) => (await listShops()).find((shop) => shop.token === token),
    newest: async () => (await listShops()).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)).at(-1),
    parcels,
    find: (shop, orderCode) => host.store.get<Parcel>(keyOf(shop, orderCode)),
    create: (shop, request) =>
      inTurn(async () => {
        const all = await parcels(shop);
        const same = all.find((parcel) => parcel.client_order_code !== '' && parcel.client_order_code === request.client_order_code);
        if (same !== undefined) return same;
        const parcel = newParcel({ shop, request, index: all.length, now: host.now() });
        await host.store.set(keyOf(shop, parcel.order_code), parcel);
        await report(shop, parcel, { type: 'create', time: parcel.order_date });
        return parcel;
      }),
    move: (shop, orderCode, { statuses, reason }) =>
      inTurn(async () => {
        let parcel = await host.store.get<Parcel>(keyOf(shop, orderCode));
        for (const status of statuses) {
          if (parcel === null || finalStatuses.some((final) => final === parcel?.status)) break;
          // Two changes in one millisecond must still be two moments.
          const last = Date.parse(parcel.log.at(-1)?.updated_date ?? parcel.order_date);
          const time = new Date(Math.max(host.now().getTime(), last + 1)).toISOString();
          parcel = { ...parcel, status, log: [...parcel.log, { status, updated_date: time }] };
          await host.store.set(keyOf(shop, orderCode), parcel);
          await report(shop, parcel, { type: 'switch_status', time, ...(reason === undefined ? {} : { reason }) });
        }
        return parcel;
      }),
  };
}

function newParcel({ shop, request, index, now }: { shop: GhnShop; request: ParcelRequest; index: number; now: Date }): Parcel {
  const at = now.toISOString();
  // GHN's codes are six capitals and digits that begin with L.
  const code = createHash('sha256')
    .update(`${shop.shopId}:${index}`)
    .digest()
    .toString('base64')
    .replace(/[^A-Z0-9]/gi, '')
    .toUpperCase()
    .slice(0, 5);
  return {
    order_code: `L${code}`,
    client_order_code: request.client_order_code ?? '',
    shop_id: shop.shopId,
    to_name: request.to_name,
    to_phone: request.to_phone,
    to_address: request.to_address,
    cod_amount: request.cod_amount ?? 0,
    weight: request.weight,
    length: request.length,
    width: request.width,
    height: request.height,
    payment_type_id: request.payment_type_id,
    total_fee: feeOf(request).total,
    order_date: at,
    expected_delivery_time: new Date(now.getTime() + 2 * 86_400_000).toISOString(),
    status: 'ready_to_pick',
    log: [{ status: 'ready_to_pick', updated_date: at }],
  };
}
