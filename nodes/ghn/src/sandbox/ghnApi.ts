import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { GhnShop, GhnShops } from './createGhnShops.ts';
import { newProvinces, newWards, oldDistricts, oldProvinces, oldWards } from './masterData.ts';
import { feeOf, type Parcel, ParcelRequest } from './Parcel.ts';

type Env = { Variables: { shop: GhnShop } };

const OrderCode = z.object({ order_code: z.string() });
const ClientOrderCode = z.object({ client_order_code: z.string() });
const OrderCodes = z.object({ order_codes: z.array(z.string()).min(1) });
const FeeRequest = z.object({
  weight: z.number().min(1),
  cod_value: z.number().optional(),
  service_id: z.number().optional(),
  service_type_id: z.number().optional(),
});

/** A parcel can be cancelled only while nobody has it. */
const cancellable = ['ready_to_pick', 'picking', 'money_collect_picking'];

/** The documented calls, each answered in GHN's envelope. */
export function ghnApi(shops: GhnShops): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (context, next) => {
    const shop = await shops.byToken(context.req.header('token') ?? '');
    if (shop === undefined) return refuse(context, 401, 'Token is not valid!');
    const needsShop = /^\/v2\/(shipping-order|switch-status)\//.test(context.req.path);
    if (needsShop && context.req.header('shopid') !== String(shop.shopId)) return refuse(context, 400, 'GHN-ERR-AUTH - ShopID is not valid', 'SHOP_NOT_FOUND');
    context.set('shop', shop);
    return next();
  });
  app.onError((error, context) => {
    if (error instanceof SyntaxError) return refuse(context, 400, 'GHN-ERR-BIND - Body is not valid JSON', 'USER_ERR_COMMON');
    if (!(error instanceof z.ZodError)) return refuse(context, 500, 'Internal error', 'SERVER_ERR_COMMON');
    const [issue] = error.issues;
    return refuse(context, 400, `GHN-ERR-VALIDATE - ${issue?.path.join('.')}: ${issue?.message}`, 'USER_ERR_COMMON');
  });
  app.notFound((context) => refuse(context, 404, 'GHN-ERR-PATH - Not found', 'PATH_NOT_FOUND'));

  app.get('/v2/shop/all', (context) => {
    const { shopId, name } = context.var.shop;
    return answer(context, { last_offset: shopId, shops: [{ _id: shopId, name, phone: '0900000000', address: '12 Nguyễn Trãi', status: 1 }] });
  });
  app.post('/v2/shipping-order/create', async (context) =>
    answer(context, createdData(await shops.create(context.var.shop, await bodyAs(context, ParcelRequest)))),
  );
  app.post('/v2/shipping-order/preview', async (context) => {
    const request = await bodyAs(context, ParcelRequest);
    return answer(context, { order_code: '', total_fee: feeOf(request).total, fee: feeParts(feeOf(request).service_fee) });
  });
  app.post('/v2/shipping-order/detail', async (context) => {
    const { order_code: code } = await bodyAs(context, OrderCode);
    return detail(context, await shops.find(context.var.shop, code));
  });
  app.post('/v2/shipping-order/detail-by-client-code', async (context) => {
    const { client_order_code: code } = await bodyAs(context, ClientOrderCode);
    const parcel = (await shops.parcels(context.var.shop)).find((one) => one.client_order_code === code);
    return detail(context, parcel ?? null);
  });
  app.post('/v2/switch-status/cancel', async (context) => {
    const { order_codes: codes } = await bodyAs(context, OrderCodes);
    return answer(context, await Promise.all(codes.map((code) => cancel(context.var.shop, code))));
  });
  app.post('/v2/shipping-order/available-services', (context) =>
    answer(context, [
      { service_id: 53320, short_name: 'Hàng nhẹ', service_type_id: 2 },
      { service_id: 100039, short_name: 'Hàng nặng', service_type_id: 5 },
    ]),
  );
  app.post('/v2/shipping-order/fee', async (context) => {
    const { weight, cod_value } = await bodyAs(context, FeeRequest);
    const fee = feeOf({ weight, cod_amount: cod_value ?? 0 });
    return answer(context, {
      ...fee,
      insurance_fee: 0,
      pick_station_fee: 0,
      coupon_value: 0,
      r2s_fee: 0,
      document_return: 0,
      double_check: 0,
      cod_failed_fee: 0,
    });
  });

  for (const method of ['GET', 'POST']) {
    app.on(method, '/master-data/province', (context) => answer(context, oldProvinces));
    app.on(method, '/master-data/district', async (context) => answer(context, oldDistricts.filter(await wanted(context, 'province_id', 'ProvinceID'))));
    app.on(method, '/master-data/ward', async (context) => answer(context, oldWards.filter(await wanted(context, 'district_id', 'DistrictID'))));
  }
  app.get('/v3/master-data/province/all', (context) => answer(context, newProvinces));
  app.get('/v3/master-data/ward/all-by-province-id', async (context) => answer(context, newWards.filter(await wanted(context, 'province_id', 'province_id'))));
  return app;

  async function cancel(shop: GhnShop, code: string): Promise<{ order_code: string; result: boolean; message: string }> {
    const parcel = await shops.find(shop, code);
    if (parcel === null) return { order_code: code, result: false, message: 'Order not found' };
    if (!cancellable.includes(parcel.status)) return { order_code: code, result: false, message: `Order status ${parcel.status} cannot be cancelled` };
    await shops.move(shop, code, { statuses: ['cancel'] });
    return { order_code: code, result: true, message: 'OK' };
  }
}

function createdData(parcel: Parcel): Readonly<Record<string, unknown>> {
  const { order_code, total_fee, expected_delivery_time } = parcel;
  return {
    order_code,
    sort_code: '19-60-06',
    trans_type: 'truck',
    ward_encode: '',
    district_encode: '',
    total_fee,
    expected_delivery_time,
    fee: feeParts(total_fee),
    operation_partner: '',
  };
}

function feeParts(main: number): Readonly<Record<string, number>> {
  return { main_service: main, insurance: 0, station_do: 0, station_pu: 0, return: 0, r2s: 0, coupon: 0 };
}

function detail(context: Context<Env>, parcel: Parcel | null): Response {
  if (parcel === null) return refuse(context, 400, 'GHN-ERR-ORDER - Order not found', 'ORDER_NOT_FOUND');
  const isDelivered = parcel.status === 'delivered';
  return answer(context, {
    ...parcel,
    leadtime: parcel.expected_delivery_time,
    finish_date: isDelivered ? parcel.log.at(-1)?.updated_date : null,
    is_cod_collected: isDelivered && parcel.cod_amount > 0,
    is_cod_transferred: false,
    cod_collect_date: null,
    cod_transfer_date: null,
  });
}

function answer(context: Context<Env>, data: unknown): Response {
  return context.json({ code: 200, message: 'Success', data });
}

function refuse(context: Context<Env>, status: 400 | 401 | 404 | 500, message: string, codeMessage = ''): Response {
  return context.json({ code: status, message, data: null, code_message: codeMessage, code_message_value: '' }, status);
}

async function bodyAs<T extends z.ZodType>(context: Context<Env>, schema: T): Promise<z.infer<T>> {
  return schema.parse(await context.req.json());
}

/** Catalogues are filtered by a query parameter or by the same field of a body. */
async function wanted<K extends string>(context: Context<Env>, parameter: string, key: K): Promise<(row: Readonly<Record<K, number>>) => boolean> {
  const body: unknown = context.req.method === 'POST' ? await context.req.json() : {};
  const given = context.req.query(parameter) ?? z.record(z.string(), z.unknown()).parse(body)[parameter];
  return (row) => given === undefined || String(row[key]) === String(given);
}
