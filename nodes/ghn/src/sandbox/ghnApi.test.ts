import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { ghnPackage } from '../index.ts';

const body = {
  client_order_code: 'A1',
  payment_type_id: 2,
  required_note: 'KHONGCHOXEMHANG',
  to_name: 'Lan',
  to_phone: '0912345678',
  to_address: '12 Nguyễn Trãi',
  to_ward_code: '20101',
  to_district_id: 1442,
  weight: 3000,
  length: 10,
  width: 10,
  height: 10,
  service_type_id: 2,
};

const call = async (path: string, json?: unknown, headers?: Record<string, string>) => {
  await using harness = await createNodeHarness(ghnPackage);
  const { Token, ShopId } = { Token: harness.values.token ?? '', ShopId: harness.values.shopId ?? '' };
  const response = await fetch(`${harness.services.api}${path}`, {
    method: json === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', Token, ShopId, ...headers },
    ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as { code: number; message: string; data: never } };
};

test('a wrong token gets the documented words', async () => {
  expect(await call('/v2/shop/all', undefined, { Token: 'wrong' })).toMatchObject({
    status: 401,
    body: { code: 401, message: 'Token is not valid!', data: null },
  });
});

test('old and new addresses are both taken', async () => {
  const { to_ward_code: _ward, to_district_id: _district, ...rest } = body;
  const created = { status: 200, body: { code: 200, message: 'Success', data: { total_fee: 27000 } } };
  expect(await call('/v2/shipping-order/create', body)).toMatchObject(created);
  expect(
    await call('/v2/shipping-order/create', { ...rest, is_new_to_address: true, to_ward_name: 'Phường Bến Thành', to_province_name: 'Hồ Chí Minh' }),
  ).toMatchObject(created);
});

test.each([
  [{ to_phone: '+84912345678' }, 'to_phone'],
  [{ to_name: '' }, 'to_name'],
  [{ cod_amount: 50_000_001 }, 'cod_amount'],
  [{ weight: 60_000 }, 'weight'],
  [{ to_ward_code: null }, 'to_address'],
  [{ service_type_id: null }, 'service_type_id'],
  [{ service_type_id: 5, items: [{ name: 'Tủ', quantity: 1 }] }, 'items'],
  [{ required_note: 'KHAC' }, 'required_note'],
])('create with %j names the field %s', async (change, field) => {
  const answer = await call('/v2/shipping-order/create', { ...body, ...change });
  expect(answer).toMatchObject({ status: 400, body: { code: 400, message: expect.stringContaining(` - ${field}`), code_message: 'USER_ERR_COMMON' } });
});

test('a body that is no JSON and a path that is not there are told in the envelope', async () => {
  expect(await call('/v2/shipping-order/detail', '{')).toMatchObject({ status: 400, body: { code: 400 } });
  expect(await call('/v2/nothing')).toMatchObject({ status: 404, body: { code: 404 } });
});

test.each([
  ['/v2/shipping-order/preview', body, { total_fee: 27000 }],
  ['/v2/shipping-order/fee', { service_type_id: 2, weight: 500, cod_value: 2_000_000 }, { total: 32000, cod_fee: 10000 }],
  ['/v2/shipping-order/available-services', { shop_id: 1, from_district: 1442, to_district: 1482 }, [{ service_type_id: 2 }, { service_type_id: 5 }]],
  ['/master-data/district', { province_id: 201 }, [{ DistrictID: 1482 }]],
  ['/master-data/ward?district_id=1442', undefined, [{ WardCode: '20101' }]],
  ['/v3/master-data/province/all?offset=0&limit=200', undefined, [{ name: 'Hà Nội' }, { name: 'Hồ Chí Minh' }]],
  ['/v3/master-data/ward/all-by-province-id?province_id=1', undefined, [{ name: 'Phường Hoàn Kiếm' }]],
])('%s answers', async (path, json, data) => {
  expect(await call(path, json)).toMatchObject({ status: 200, body: { data } });
});

test('a parcel is found by the shop’s own code', async () => {
  await using harness = await createNodeHarness(ghnPackage);
  const post = async (path: string, json: unknown) => JSON.parse((await harness.http().post(path, { json })).text) as { data: { order_code: string } };
  const made = await post('/v2/shipping-order/create', body);
  expect((await post('/v2/shipping-order/detail-by-client-code', { client_order_code: 'A1' })).data.order_code).toBe(made.data.order_code);
});
