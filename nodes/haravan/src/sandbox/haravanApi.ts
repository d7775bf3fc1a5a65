import type { SandboxHost } from '@noi/node-sdk';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { createBuckets } from './createBuckets.ts';
import type { Shop, Shops } from './createShops.ts';
import { filterOrders, listOrders } from './listOrders.ts';
import type { ShopOrder } from './ShopOrder.ts';

type Env = { Variables: { shop: Shop } };

const words = z.string().nullish();
const OrderRequest = z.object({
  order: z.object({
    email: z.string().exactOptional(),
    line_items: z
      .array(z.object({ title: z.string().default('Sản phẩm'), sku: z.string().exactOptional(), quantity: z.number().min(1), price: z.number().default(0) }))
      .min(1),
    shipping_address: z.object({ first_name: words, last_name: words, phone: words }).optional(),
  }),
});
const Tags = z.object({ tags: z.string() });

/** The documented REST calls on orders and the shop. */
export function haravanApi(host: SandboxHost, shops: Shops): Hono<Env> {
  const app = new Hono<Env>();
  const buckets = createBuckets(() => host.now());

  app.use(async (context, next) => {
    const token = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
    const shop = token === undefined ? undefined : await shops.byToken(token);
    if (shop === undefined) return context.json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, 401);
    const { used, size, waitSeconds } = buckets.pour(shop.orgId);
    context.header('X-Haravan-Api-Call-Limit', `${used}/${size}`);
    if (waitSeconds !== null) {
      context.header('Retry-After', waitSeconds.toFixed(1));
      return context.json({ errors: 'Exceeded call limit per second for api client' }, 429);
    }
    context.set('shop', shop);
    return next();
  });
  app.onError((error, context) => {
    if (error instanceof z.ZodError)
      return context.json({ errors: Object.fromEntries(error.issues.map(({ path, message }) => [path.join('.'), [message]])) }, 422);
    if (error instanceof SyntaxError) return context.json({ errors: 'Bad Request' }, 400);
    return context.json({ message: error.message }, 500);
  });
  app.notFound((context) => context.json({ errors: 'Not Found' }, 404));

  app.get('/com/shop.json', ({ var: { shop }, json }) =>
    json({
      shop: {
        id: Number(shop.orgId),
        name: shop.name,
        currency: 'VND',
        country_code: 'VN',
        timezone: '(GMT+07:00) Hanoi',
        domain: 'https://shop-2.myharavan.com/',
      },
    }),
  );
  app.get('/com/orders.json', async (context) => context.json({ orders: listOrders(await shops.orders(context.var.shop), queryOf(context)) }));
  app.get('/com/orders/count.json', async (context) => context.json({ count: filterOrders(await shops.orders(context.var.shop), queryOf(context)).length }));
  app.post('/com/orders.json', async (context) => {
    const { order } = OrderRequest.parse(await context.req.json());
    const to = order.shipping_address;
    const lines = order.line_items.map((line) => ({ ...line, sku: line.sku }));
    const person = { firstName: to?.first_name ?? '', lastName: to?.last_name ?? '', phone: to?.phone ?? '', email: order.email };
    return context.json({ order: await shops.place(context.var.shop, { ...person, lines }) }, 201);
  });

  const orderPath = '/com/orders/:id{[0-9]+}';
  app.get('/com/orders/:file{[0-9]+\\.json}', async (context) => {
    const id = Number.parseInt(context.req.param('file'), 10);
    const order = (await shops.orders(context.var.shop)).find((one) => one.id === id);
    return order === undefined ? context.notFound() : context.json({ order });
  });
  app.put('/com/orders/:file{[0-9]+\\.json}', async (context) => {
    const { order: fields } = z.object({ order: z.object({ note: words, tags: words }) }).parse(await context.req.json());
    return changed(context, context.req.param('file').replace('.json', ''), ['orders/updated'], (order) => {
      if (fields.note !== undefined) order.note = fields.note;
      if (fields.tags !== undefined) order.tags = fields.tags;
    });
  });
  app.post(`${orderPath}/confirm.json`, (context) =>
    changed(context, context.req.param('id'), ['orders/updated'], (order, at) => {
      order.confirmed_at = at;
      order.confirmed_status = 'confirmed';
    }),
  );
  app.post(`${orderPath}/close.json`, (context) =>
    changed(context, context.req.param('id'), ['orders/updated'], (order, at) => {
      order.closed_at = at;
      order.closed_status = 'closed';
    }),
  );
  app.post(`${orderPath}/open.json`, (context) =>
    changed(context, context.req.param('id'), ['orders/updated'], (order) => {
      order.closed_at = null;
      order.closed_status = 'unclosed';
    }),
  );
  app.post(`${orderPath}/cancel.json`, async (context) => {
    const { reason } = z.object({ reason: z.enum(['customer', 'inventory', 'fraud', 'declined', 'other']).default('other') }).parse(await bodyOf(context));
    return changed(context, context.req.param('id'), ['orders/cancelled', 'orders/updated'], (order, at) => cancelOrder(order, at, reason));
  });
  app.post(`${orderPath}/tags.json`, async (context) => {
    const added = splitTags(Tags.parse(await context.req.json()).tags);
    return tagged(context, (tags) => [...new Set([...tags, ...added])]);
  });
  app.delete(`${orderPath}/tags.json`, async (context) => {
    const removed = splitTags(Tags.parse(await context.req.json()).tags);
    return tagged(context, (tags) => tags.filter((tag) => !removed.includes(tag)));
  });
  app.get(`${orderPath}/fulfillments.json`, async (context) => {
    const order = (await shops.orders(context.var.shop)).find((one) => String(one.id) === context.req.param('id'));
    return order === undefined ? context.notFound() : context.json({ fulfillments: order.fulfillments });
  });
  app.post(`${orderPath}/fulfillments.json`, async (context) => {
    const { fulfillment } = z.object({ fulfillment: z.object({ tracking_company: words, tracking_number: words }) }).parse(await context.req.json());
    const id = context.req.param('id');
    const order = await shops.change(context.var.shop, id, {
      topics: ['orders/fulfilled', 'orders/updated'],
      apply(one, at) {
        one.fulfillments.push({
          ...fulfillment,
          id: one.id + 50 + one.fulfillments.length,
          order_id: one.id,
          status: 'success',
          created_at: at,
          carrier_status_code: 'readytopick',
          carrier_cod_status_code: 'none',
        });
        one.fulfillment_status = 'fulfilled';
      },
    });
    return order === null ? context.notFound() : context.json({ fulfillment: order.fulfillments.at(-1) }, 201);
  });
  app.post(`${orderPath}/transactions.json`, async (context) => {
    const { transaction } = z
      .object({ transaction: z.object({ kind: z.enum(['capture', 'sale']), amount: z.number().optional() }) })
      .parse(await context.req.json());
    const order = await shops.change(context.var.shop, context.req.param('id'), {
      topics: ['orders/paid', 'orders/updated'],
      apply: (one, at) => payOrder(one, at, transaction.kind),
    });
    return order === null ? context.notFound() : context.json({ transaction: order.transactions[0] }, 201);
  });
  return app;

  async function changed(context: Context<Env>, id: string, topics: readonly string[], apply: (order: ShopOrder, at: string) => void): Promise<Response> {
    const order = await shops.change(context.var.shop, id, { topics, apply });
    return order === null ? context.notFound() : context.json({ order });
  }

  async function tagged(context: Context<Env>, change: (tags: string[]) => string[]): Promise<Response> {
    const order = await shops.change(context.var.shop, context.req.param('id') ?? '', {
      topics: ['orders/updated'],
      apply(one) {
        one.tags = change(splitTags(one.tags)).join(',') || null;
      },
    });
    return order === null ? context.notFound() : context.json({ tags: order.tags });
  }
}

export function cancelOrder(order: ShopOrder, at: string, reason: string): void {
  order.cancelled_at = at;
  order.cancelled_status = 'cancelled';
  order.cancel_reason = reason;
}

/** Newest transaction first, as Haravan lists them. */
export function payOrder(order: ShopOrder, at: string, kind: 'capture' | 'sale'): void {
  const [pending] = order.transactions;
  order.transactions.unshift({ ...pending, id: order.id + 4, kind, created_at: at, parent_id: order.id + 3 });
  order.financial_status = 'paid';
}

function splitTags(tags: string | null): string[] {
  return (tags ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function queryOf(context: Context<Env>): URLSearchParams {
  return new URL(context.req.url).searchParams;
}

async function bodyOf(context: Context<Env>): Promise<unknown> {
  const text = await context.req.text();
  return text === '' ? {} : JSON.parse(text);
}
