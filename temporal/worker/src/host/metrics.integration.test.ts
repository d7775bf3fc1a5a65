import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@noi/db/testing';
import { testTemporal } from '@noi/temporal-server/testing';
import { expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from '../testing/flows.ts';
import { readMetrics, sumOf } from '../testing/readMetrics.ts';
import { ScriptedProvider } from '../testing/ScriptedProvider.ts';
import { startTestHost } from '../testing/startTestHost.ts';
import { until } from '../testing/until.ts';
import { createMetrics } from './metrics.ts';

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const action = (id: string, node: string) =>
  ({ id, kind: 'action', node: `probe.${node}`, nodeVersion: 1, input: { phone: '{{ trigger.order.customer.phone }}', text: 'Cảm ơn' } }) as const;
const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'seconds' } } as const;

test('what runs did is told by workspace: runs, tries and retries, messages, timers', async () => {
  await using database = await createTestDatabase();
  await using temporal = await testTemporal();
  await using provider = await ScriptedProvider.start();
  const { registry, counts } = createMetrics({ callsUnderWay: () => 0 });
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `metrics-${randomUUID()}` };
  await using host = await startTestHost({ ...servers, probe: { providerUrl: provider.url }, counts });
  const { db } = database;
  const [busy, quiet] = [randomUUID(), randomUUID()];
  const order = (workspaceId: string, code: string) => db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) }]);
  const graph = chain(trigger, wait, action('send', 'send_native'), action('call', 'call_native'));
  for (const workspaceId of [busy, quiet]) await publishFlow({ db, catalog: host.catalog, workspaceId, graph });

  provider.next({ kind: 'answer', status: 503, headers: { 'retry-after': '1' } });
  await order(busy, 'A');
  await until(async () => provider.calls > 0, { what: 'the first call' });
  await order(busy, 'B');
  await order(quiet, 'C');
  const over = async (workspaceId: string) => (await db.runs.list({ workspaceId, limit: 10 })).filter(({ endedAt }) => endedAt !== null).length;
  await until(async () => (await over(busy)) === 2 && (await over(quiet)) === 1, {
    what: `the runs to end; log: ${host.log.slice(-5).join(' | ')}`,
  });

  const { families, samples } = readMetrics(await registry.metrics());
  const of = (name: string, labels: Record<string, string>) => sumOf(samples, name, labels);
  expect(of('noi_dispatched_events_total', { workspace: busy })).toBe(2);
  expect(of('noi_created_runs_total', { workspace: busy })).toBe(2);
  expect(of('noi_started_runs_total', { workspace: quiet })).toBe(1);
  expect(of('noi_ended_runs_total', { workspace: busy, state: 'done' })).toBe(2);
  expect(of('noi_ended_runs_total', { workspace: quiet })).toBe(1);
  expect(of('noi_step_tries_total', { workspace: busy, outcome: 'retrying' })).toBe(1);
  expect(of('noi_step_tries_total', { workspace: busy, node: 'probe.send_native', outcome: 'done' })).toBe(2);
  expect(of('noi_logic_steps_total', { workspace: busy, kind: 'wait', outcome: 'done' })).toBe(2);
  expect(of('noi_logic_steps_total', { workspace: busy })).toBe(2);
  expect(of('noi_messages_total', { workspace: busy, channel: 'zalo', state: 'sent' })).toBe(2);
  expect(of('noi_messages_total', { workspace: quiet, state: 'reserved' })).toBe(1);
  expect(of('noi_timer_late_seconds_count', { workspace: quiet })).toBe(1);
  expect(of('noi_timer_late_seconds_bucket', { workspace: quiet, le: '60' })).toBe(1);
  expect(families.get('noi_timer_late_seconds')).toBe('histogram');
});
