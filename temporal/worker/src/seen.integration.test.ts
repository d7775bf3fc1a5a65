import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chaosFlows } from '../chaos/flows.ts';
import { chain } from './testing/flows.ts';
import { readMetrics, sumOf } from './testing/readMetrics.ts';
import { type Programs, startPrograms } from './testing/startPrograms.ts';
import { type CollectedSpan, TraceCollector } from './testing/TraceCollector.ts';
import { until } from './testing/until.ts';

/** One customer whose order goes well, and one whose number Zalo does not know. Neither may show anywhere outside. */
const lan = { id: 'form-1', code: 'SEEN1', phone: '0912345675', name: 'Trần Thị Lan Hương', email: 'lan.huong@khach.example.vn' };
const hoa = { id: 'form-2', code: 'SEEN2', phone: '0987650000', name: 'Phạm Quỳnh Hoa', email: 'quynh.hoa@khach.example.vn' };
const personal = [lan, hoa].flatMap(({ phone, name, email }) => [name, name.split(' ').slice(-2).join(' '), email, phone, phone.slice(1)]);

let collector: TraceCollector;
let programs: Programs;
let webhookUrl: string;
beforeAll(async () => {
  collector = await TraceCollector.start();
  programs = await startPrograms({ NOI_LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '200' });
  const { shop } = programs;
  const [zalo, webhook] = [await shop.connection('zalo.oa'), await shop.connection('core.webhook')];
  webhookUrl = webhook.webhookUrl ?? '';
  const thank = chaosFlows('', { zalo: zalo.id, webhook: webhook.id }).thank?.graph.steps.send;
  if (thank?.kind !== 'action') throw new Error('The flow has no send');
  const templateData = { customer_name: '{{ trigger.body.name }}', order_code: '{{ trigger.body.code }}' };
  const graph = chain(
    { id: 'start', kind: 'trigger', node: 'core.webhookReceived', nodeVersion: 1, connectionId: webhook.id, input: {} },
    { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'seconds' } },
    { ...thank, input: { ...thank.input, phone: '{{ trigger.body.phone }}', templateData } },
    // Nobody is there, and the answer is an error.
    {
      ...{ id: 'tell', kind: 'action', node: 'core.httpRequest', nodeVersion: 1 },
      input: { method: 'POST', url: `${programs.sandboxUrl}/nowhere`, body: '{{ trigger.body.name }} {{ trigger.body.email }} {{ trigger.body.phone }}' },
    },
  );
  await shop.publish('Cảm ơn khách', graph);
  for (const customer of [lan, hoa]) await shop.knock(webhookUrl, customer);
  // What doors and the API turn away speaks of people, too.
  await shop.knock(webhookUrl, hoa);
  await fetch(webhookUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"name":"${lan.name}","phone":"${lan.phone}"` });
  await fetch(`${programs.url}/hooks/nobody?email=${lan.email}`, { method: 'POST', body: lan.name });
  await until(async () => (await shop.rows(`select id from run where state = 'failed'`)).length === 2, { what: 'both runs to fail' });
});
afterAll(async () => {
  await programs?.[Symbol.asyncDispose]();
  await collector?.[Symbol.asyncDispose]();
});

const shown = (text: string) => personal.filter((part) => text.includes(part));

test('one trace leads from the door to each call of a provider, over the wait', async () => {
  const sent = () => collector.spans.find(({ name }) => name === 'call core.httpRequest');
  const { traceId } = await until(async () => sent(), { what: 'the call in a trace' });
  const isWhole = () => collector.spans.some((span) => span.traceId === traceId && span.name === 'run');
  await until(async () => isWhole(), { what: 'the end of the run in the trace' });

  const trace = collector.spans.filter((span) => span.traceId === traceId);
  const one = (name: string): CollectedSpan => {
    const [found, ...more] = trace.filter((span) => span.name === name);
    if (!found || more.length > 0) throw new Error(`${name} is there ${found ? more.length + 1 : 0} times in ${trace.map((span) => span.name).join(', ')}`);
    return found;
  };
  const chainOf = (name: string, parent: string) => expect([name, one(name).parentSpanId]).toEqual([name, one(parent).spanId]);
  expect(one('door core')).toMatchObject({ service: 'noi-api', parentSpanId: undefined });
  chainOf('dispatch', 'door core');
  for (const part of ['fold', 'match flows', 'record runs']) chainOf(part, 'dispatch');
  chainOf('run', 'door core');
  for (const node of ['zalo.sendZns', 'core.httpRequest']) {
    chainOf(`step ${node}`, 'run');
    chainOf(`call ${node}`, `step ${node}`);
  }
  expect(one('step zalo.sendZns')).toMatchObject({ service: 'noi-worker' });
  expect(one('step zalo.sendZns').startedAtMs - one('door core').startedAtMs).toBeGreaterThanOrEqual(1_000);
});

test('no trace speaks of a person', () => {
  expect(collector.bodies.length).toBeGreaterThan(0);
  expect(collector.bodies.flatMap(shown)).toEqual([]);
});

test('every line of the log is one JSON object, and failed steps are told by the ids of workspace, run and step', async () => {
  const lines = programs.lines.map((line): Record<string, unknown> => JSON.parse(line));
  const runs = await programs.shop.rows<{ id: string; workspace_id: string; flow_id: string }>('select id, workspace_id, flow_id from run');
  for (const { id: runId, workspace_id: workspaceId, flow_id: flowId } of runs)
    expect(lines.filter((line) => line.runId === runId && line.msg === 'a step failed')).toMatchObject([
      { program: 'worker', level: 'warn', workspaceId, flowId },
    ]);
  expect(new Set(lines.filter(({ msg }) => msg === 'a step failed').map(({ stepId }) => stepId))).toEqual(new Set(['send', 'tell']));
  expect(new Set(lines.map(({ program }) => program))).toEqual(new Set(['api', 'worker']));
});

test('a delivery that is turned away is told by its connection', () => {
  const lines = programs.lines.map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines.filter(({ msg }) => msg === 'a delivery was turned away')).toMatchObject([
    { program: 'api', workspaceId: expect.any(String), connectionId: expect.any(String), code: 'signature_invalid' },
  ]);
});

test('no line of the log speaks of a person', async () => {
  // They were there to be spoken of, or this proves nothing.
  const kept = JSON.stringify(await programs.shop.rows(`select payload from event`));
  expect(shown(kept)).toEqual(personal);
  expect([...programs.lines, ...programs.errors].filter((line) => shown(line).length > 0)).toEqual([]);
});

test('every metric of the dashboard is told at the product’s one address', async () => {
  const file = fileURLToPath(new URL('../../../deploy/grafana/noi.json', import.meta.url));
  const { panels } = JSON.parse(await readFile(file, 'utf8')) as { panels: { title: string; targets?: { expr: string }[] }[] };
  const { families, samples } = readMetrics(await (await fetch(`${programs.url}/metrics`)).text());
  const named = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => expr.match(/\bnoi_\w+/g) ?? []));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !families.has(name) && families.get(name.replace(/_bucket$/, '')) !== 'histogram')).toEqual([]);
  expect(panels.flatMap(({ targets = [] }) => targets).every(({ expr }) => /\bnoi_\w+/.test(expr))).toBe(true);

  expect(sumOf(samples, 'noi_ended_runs_total', { state: 'failed' })).toBe(2);
  expect(sumOf(samples, 'noi_ledger_messages', { state: 'failed' })).toBe(1);
  expect(sumOf(samples, 'noi_worker_up')).toBe(1);
});
