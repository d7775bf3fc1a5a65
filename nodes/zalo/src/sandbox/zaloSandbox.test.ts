import { createNodeHarness, type NodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { zaloPackage } from '../index.ts';

/** Calls the emulator as a stranger to this package would, by the documents alone. */
async function post(harness: NodeHarness, body: unknown) {
  const response = await fetch(`${harness.services.zns}/message/template`, {
    method: 'POST',
    headers: { access_token: harness.values.accessToken ?? '', 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { error: number; data?: { msg_id: string } };
}

const good = { phone: '84987654321', template_id: '320001', template_data: { customer_name: 'Lan', order_code: '1' }, tracking_id: 't-1' };

test.each([
  ['an empty body', '', -121],
  ['no JSON', '{', -122],
  ['a bad phone', { ...good, phone: '12' }, -108],
  ['an unknown template', { ...good, template_id: '1' }, -109],
  ['a template under review', { ...good, template_id: '320004' }, -131],
  ['a disabled template', { ...good, template_id: '320005' }, -146],
  ['no data', { ...good, template_data: {} }, -111],
  ['an untyped value', { ...good, template_data: { customer_name: {}, order_code: '1' } }, -112],
  ['a missing value', { ...good, template_data: { customer_name: 'Lan' } }, -1122],
  ['a long value', { ...good, template_data: { customer_name: 'L'.repeat(31), order_code: '1' } }, -1121],
  ['money with dots', { ...good, template_id: '320002', template_data: { order_code: '1', customer_name: 'L', tracking_code: 'T', amount: '1.000' } }, -1124],
  ['no tracking id', { ...good, tracking_id: undefined }, -132],
  ['a tracking id with blanks', { ...good, tracking_id: 'a b' }, -132],
  ['an unknown sending mode', { ...good, sending_mode: '2' }, -161],
  ['over-quota mode for a care template', { ...good, sending_mode: '3' }, -162],
  ['development mode to a stranger', { ...good, mode: 'development' }, -127],
  ['a number without Zalo', { ...good, phone: '0987650000' }, -118],
  ['a good message', good, 0],
  ['a number with a trunk zero', { ...good, phone: '0987654321' }, 0],
])('%s is answered %#', async (_what, body, error) => {
  await using harness = await createNodeHarness(zaloPackage);
  expect((await post(harness, body)).error).toBe(error);
});

test('a wrong token is answered -124 with HTTP 200', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  const response = await fetch(`${harness.services.zns}/message/quota`, { headers: { access_token: 'no' } });
  expect([response.status, await response.json()]).toEqual([200, { error: -124, message: 'Access token is invalid' }]);
});

test('the status of a message goes from 0 to 1, and an unknown one is -1', async () => {
  let now = Date.parse('2026-11-25T03:00:00.000Z');
  await using harness = await createNodeHarness(zaloPackage, { clock: { now: () => new Date(now) } });
  const id = (await post(harness, good)).data?.msg_id;
  const status = async (messageId: string | undefined) => {
    const response = await fetch(`${harness.services.zns}/message/status?message_id=${messageId}`, {
      headers: { access_token: harness.values.accessToken ?? '' },
    });
    return ((await response.json()) as { data: { status: number } }).data.status;
  };
  expect(await status(id)).toBe(0);
  now += 2_000;
  expect(await status(id)).toBe(1);
  expect(await status('nothing')).toBe(-1);
});

test('the list filters by state and pages', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  const list = async (query: string) => {
    const response = await fetch(`${harness.services.zns}/template/all?${query}`, { headers: { access_token: harness.values.accessToken ?? '' } });
    return (await response.json()) as { error: number; data?: { templateId: number }[]; metadata?: { total: number } };
  };
  expect((await list('offset=0&limit=100&status=4')).data?.map(({ templateId }) => templateId)).toEqual([320005]);
  expect(await list('offset=1&limit=2')).toMatchObject({ data: [{ templateId: 320002 }, { templateId: 320003 }], metadata: { total: 18 } });
  expect((await list('offset=0&limit=101')).error).toBe(-132);
});
