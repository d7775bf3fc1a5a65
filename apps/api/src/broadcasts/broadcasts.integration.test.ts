import { expect, test } from 'vitest';
import { aLiveFlow } from '../../test/aLiveFlow.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

const columns = [
  { key: 'ten', label: 'Tên', type: 'text' },
  { key: 'phone', label: 'Điện thoại', type: 'phone' },
];
const text = 'Tên;SĐT;Ghi chú\nLan;0912345678;a\nHoa;0912 345 678;b\nMai;12;c\nCúc;0987654321;d\n';
const aFlow = (server: TestServer, shop: Shop) => aLiveFlow(server, shop, { node: 'core.broadcast', input: { columns } });

test('a preview says what would go out and why the rest would not, and keeps nothing', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flowId = await aFlow(server, shop);
  const { data } = (await server.mutate(shop, 'broadcasts.preview', { flowId, text })).body.result;
  expect(data).toMatchObject({
    ...{ accepted: 2, rejected: 2, known: columns },
    columns: [{ key: 'ten' }, { key: 'phone', label: 'SĐT', type: 'phone' }, { key: 'ghiChu', type: 'text' }],
    rows: [
      { ten: 'Lan', phone: '+84912345678', ghiChu: 'a' },
      { ten: 'Cúc', phone: '+84987654321', ghiChu: 'd' },
    ],
    rejectedRows: [{ line: 3, reason: { vi: 'Trùng số điện thoại với dòng 2.' } }, { line: 4 }],
  });
  const mapped = [{ ...data.columns[0], key: null }, data.columns[1], data.columns[2]];
  const again = (await server.mutate(shop, 'broadcasts.preview', { flowId, text, columns: mapped })).body.result.data;
  expect(again).toMatchObject({ rows: [{ phone: '+84912345678', ghiChu: 'a' }, { ghiChu: 'd' }] });
  expect((await server.query(shop, 'broadcasts.list', { flowId })).body.result.data).toEqual([]);
});

test('a list runs, is paused, goes on and ends; its rejected rows are kept as they came', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flowId = await aFlow(server, shop);
  const { id } = (await server.mutate(shop, 'broadcasts.create', { flowId, text, name: 'Khách cũ', perMinute: 60 })).body.result.data;
  expect((await server.query(shop, 'broadcasts.list', { flowId })).body.result.data).toMatchObject([{ id, state: 'running', total: 2, sent: 0, rejected: 2 }]);
  const set = async (state: string) => (await server.mutate(shop, 'broadcasts.setState', { id, state })).body.result.data.state;
  expect([await set('paused'), await set('running'), await set('cancelled'), await set('running')]).toEqual(['paused', 'running', 'cancelled', 'cancelled']);
  expect((await server.query(shop, 'broadcasts.rejected', { id })).body.result.data).toMatchObject([
    { line: 3, cells: ['Hoa', '0912 345 678', 'b'] },
    { line: 4, cells: ['Mai', '12', 'c'], reason: { vi: '“12” không phải số điện thoại Việt Nam.' } },
  ]);
});

test('what cannot run is refused as a whole: no row that fits, a flow that is not live, another shop’s', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const flowId = await aFlow(server, lan);
  const create = (shop: Shop, change: object = {}) => server.mutate(shop, 'broadcasts.create', { flowId, text, name: 'Khách cũ', perMinute: 60, ...change });
  expect((await create(lan, { text: 'Tên,SĐT\nLan,12' })).status).toBe(400);
  expect((await create(lan, { columns: columns.slice(0, 1) })).status).toBe(400);
  expect((await create(hoa)).body.error.data.appCode).toBe('not_found');
  const { id } = (await create(lan)).body.result.data;
  expect((await server.mutate(hoa, 'broadcasts.setState', { id, state: 'cancelled' })).body.error.data.appCode).toBe('not_found');
  expect((await server.query(hoa, 'broadcasts.rejected', { id })).body.error.data.appCode).toBe('not_found');
  await server.mutate(lan, 'flows.pause', { id: flowId });
  expect((await create(lan)).body.error.data.appCode).toBe('flow_not_live');
});

test('100,000 rows fit, more do not; only who is signed in may send that much, and only as a list', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flowId = await aFlow(server, shop);
  const rows = Array.from({ length: 100_000 }, (_, at) => `Khách hàng số ${at},09${String(10_000_000 + at)}`);
  const full = `Tên,SĐT\n${rows.join('\n')}\n`;
  const { id } = (await server.mutate(shop, 'broadcasts.create', { flowId, text: full, name: 'Tất cả', perMinute: 6_000 })).body.result.data;
  expect(await server.db.broadcasts.get({ workspaceId: shop.workspaceId, id })).toMatchObject({ total: 100_000, rejected: 0 });

  const preview = (who: Shop | null, list: string) => server.mutate(who, 'broadcasts.preview', { flowId, text: list });
  expect((await preview(shop, `${full}Một,0987654321`)).body.error.data.appCode).toBe('body_too_large');
  expect((await preview(null, full)).body.error.data.appCode).toBe('unauthenticated');
  expect((await server.mutate(shop, 'flows.create', { name: full })).body.error.data.appCode).toBe('body_too_large');
}, 120_000);
