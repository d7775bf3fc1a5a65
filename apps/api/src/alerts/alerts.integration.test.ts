import { expect, test } from 'vitest';
import { aLiveFlow } from '../../test/aLiveFlow.ts';
import { aServer } from '../../test/aServer.ts';

const settings = { channels: { email: null, webhook: { url: 'https://shop.example/alerts' }, zalo: null }, quietMinutes: 60, stepDataDays: 30, eventDays: 365 };

test('a shop says where it is told; the webhook’s secret is seen once; a test goes to what is set', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  expect((await server.query(lan, 'alerts.settings')).body.result.data).toMatchObject({
    quietMinutes: 360,
    stepDataDays: 90,
    eventDays: 365,
    hasSecret: false,
  });
  expect((await server.mutate(lan, 'alerts.test')).body.result.data).toEqual({ isSent: false });

  const saved = (await server.mutate(lan, 'alerts.save', settings)).body.result.data;
  expect(saved.secret).toMatch(/^noi_whs_/);
  expect((await server.mutate(lan, 'alerts.save', settings)).body.result.data).toEqual({ secret: null });
  expect(JSON.stringify((await server.query(lan, 'alerts.settings')).body)).not.toContain(saved.secret);
  expect((await server.query(hoa, 'alerts.settings')).body.result.data.channels.webhook).toBeNull();

  expect((await server.mutate(lan, 'alerts.test')).body.result.data).toEqual({ isSent: true });
  const [alert] = (await server.query(lan, 'alerts.list')).body.result.data;
  expect(alert).toMatchObject({ kind: 'test', deliveries: [{ channel: 'webhook', state: 'pending' }], words: { title: { vi: 'Tin thử từ Nối' } } });
  expect((await server.query(hoa, 'alerts.list')).body.result.data).toEqual([]);
});

test('an account of another shop or kind is no channel, nor is an address that is none', async () => {
  await using server = await aServer();
  const lan = await server.shop('lan');
  const id = '019a0000-0000-7000-8000-000000000000';
  const save = (channels: object) => server.mutate(lan, 'alerts.save', { ...settings, channels: { ...settings.channels, ...channels } });
  expect(await save({ email: { connectionId: id, to: ['lan@example.com'] } })).toMatchObject({ status: 422 });
  expect(await save({ webhook: { url: 'ftp://shop.example' } })).toMatchObject({ status: 400 });
});

test('the bell counts what is open and unseen; an alert can be muted', async () => {
  await using server = await aServer();
  const lan = await server.shop('lan');
  const source = { workspaceId: lan.workspaceId, flowId: '019a0000-0000-7000-8000-000000000000', flowName: 'Cảm ơn', timezone: 'UTC' };
  const quiet = { ...source, event: 'order.created', source: null, connectionId: null } as const;
  await server.db.alerts.followQuiet(quiet, { quietHours: 26, usualPerDay: 40 }, new Date());
  const unseen = async () => (await server.query(lan, 'alerts.unseen')).body.result.data.count;
  expect(await unseen()).toBe(1);
  const [alert] = (await server.query(lan, 'alerts.list')).body.result.data;
  await server.mutate(lan, 'alerts.mute', { id: alert.id, isMuted: true });
  expect(await unseen()).toBe(0);
  await server.mutate(lan, 'alerts.mute', { id: alert.id, isMuted: false });
  await server.mutate(lan, 'alerts.markSeen');
  expect(await unseen()).toBe(0);
  expect((await server.query(lan, 'alerts.list')).body.result.data).toMatchObject([{ isSeen: true, isMuted: false, resolvedAt: null }]);
});

test('a flow that hears nothing says so in the list of flows, until something comes or it is paused', async () => {
  await using server = await aServer();
  const lan = await server.shop('lan');
  const flowId = await aLiveFlow(server, lan, { node: 'core.orderCreated' });
  const source = {
    workspaceId: lan.workspaceId,
    flowId,
    flowName: 'Cảm ơn',
    timezone: 'UTC',
    event: 'order.created',
    source: null,
    connectionId: null,
  } as const;
  const quiet = async () => (await server.query(lan, 'flows.list')).body.result.data[0].quiet;
  expect(await quiet()).toBeNull();
  await server.db.alerts.followQuiet(source, { quietHours: 26, usualPerDay: 40 }, new Date());
  expect(await quiet()).toEqual({ vi: '26 giờ chưa có đơn, thường 40 đơn/ngày', en: 'No orders for 26 hours, usually 40 a day' });
  await server.mutate(lan, 'flows.pause', { id: flowId });
  expect(await quiet()).toBeNull();
  await server.mutate(lan, 'flows.resume', { id: flowId });
  await server.db.alerts.followQuiet(source, null, new Date());
  expect(await quiet()).toBeNull();
});
