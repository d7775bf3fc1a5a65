import { createCatalog } from '@noi/catalog';
import { eventPayloads } from '@noi/events';
import { compileGraph, evaluateTest, FlowGraph, portLabel, Scenario, scenarioEvents, simulate, stepOf, stepTitle, validateGraph } from '@noi/flow';
import { createNodeHarness } from '@noi/node-testing';
import { bitrix24Package } from '@noi/nodes-bitrix24';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { googleSheetsPackage } from '@noi/nodes-google-sheets';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';
import { expect, test } from 'vitest';
import { staffEmail } from './draw/data.ts';
import { znsSnapshot, znsTemplates } from './draw/znsTemplates.ts';
import { templateCategories } from './Template.ts';
import { demoSheet } from './team/demoSheet.ts';
import { templates } from './templates.ts';

const catalog = createCatalog([corePackage, haravanPackage, ghnPackage, zaloPackage, googleSheetsPackage, bitrix24Package]);
const types = catalog.packages.flatMap((one) => one.connections.map(({ id }) => id));
const connections = types.map((type) => ({ id: type, type, state: 'ok' as const }));

/** The graph with an account for every step that wants one, each named by its type. */
function connected(graph: FlowGraph): FlowGraph {
  const steps = Object.values(graph.steps).map((step) => {
    if (step.kind !== 'action' && step.kind !== 'trigger' && step.kind !== 'waitForEvent') return step;
    const node = step.kind === 'action' ? catalog.action(step.node, step.nodeVersion) : catalog.trigger(step.node, step.nodeVersion);
    return node?.connectionType === undefined ? step : { ...step, connectionId: node.connectionType };
  });
  return { ...graph, steps: Object.fromEntries(steps.map((step) => [step.id, step])) };
}

test('there is a template for each job that shops ask for, in every category, each under a name of its own', () => {
  expect(templates.length).toBeGreaterThanOrEqual(22);
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(new Set(templates.map(({ category }) => category))).toEqual(new Set(templateCategories));
});

test.each(templates)('$id is a legal document that misses nothing but accounts', ({ graph }) => {
  const issues = validateGraph({ graph: FlowGraph.parse(graph), catalog, connections: [] });
  expect([...new Set(issues.map(({ code }) => code))]).toEqual(['connection_missing']);
});

test.each(templates)('$id says truly what it uses, politely, and keeps its cards apart', ({ graph, packages, title, summary }) => {
  const nodes = Object.values(graph.steps).flatMap((step) => ('node' in step ? [step.node.split('.')[0]] : []));
  expect(new Set(packages)).toEqual(new Set(nodes));
  expect(`${title.vi}${title.en}${summary.vi}${summary.en}${JSON.stringify(graph)}`).not.toMatch(/!(?!=)/);
  const places = Object.values(graph.steps).map(({ position }) => `${position.x} ${position.y}`);
  expect(new Set(places).size).toBe(places.length);
});

test.each(templates)('$id can be published with accounts and does in its story what it should', ({ graph, story }) => {
  const compiled = compileGraph({ graph: connected(graph), catalog, connections });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const { event, startAt, days, approve, events } = Scenario.parse(story.scenario);
  for (const one of [...(event ? [event] : []), ...events]) expect(eventPayloads[one.type].safeParse(one.payload)).toMatchObject({ success: true });

  const coming = scenarioEvents({ startAt, events });
  const simulation = simulate({ plan: compiled.plan, trigger: event?.payload ?? {}, startAt, lastsMs: days * 86_400_000, approve, events: coming });
  const names = {
    title: (id: string) => stepTitle({ step: stepIn(graph, id), graph, catalog }),
    port: (id: string, port: string) => portLabel(stepIn(graph, id), port),
  };
  const { expectations } = evaluateTest(story.expects, simulation, names);
  expect(expectations.filter(({ holds }) => !holds)).toEqual([]);
});

test('every expected step is there', () => {
  for (const { graph, story } of templates) for (const expected of story.expects) if ('stepId' in expected && expected.stepId) stepIn(graph, expected.stepId);
});

test.each(Object.values(znsTemplates))('the shipped fields of ZNS “$title” are those of the sandbox’s account', async (template) => {
  await using harness = await createNodeHarness(zaloPackage);
  const sendZns = zaloPackage.actions.find(({ id }) => id === 'zalo.sendZns');
  const loaded = sendZns && (await harness.dynamicFields(sendZns, 'templateData', { templateId: template.id }));
  const { title, priceVnd, fields } = znsSnapshot(template);
  expect(fields.map((field) => ({ ...field, sample: null }))).toEqual(loaded?.fields.map(({ hint: _hint, ...field }) => ({ ...field, sample: null })));
  expect({ title, priceVnd }).toEqual({ title: loaded?.title, priceVnd: loaded?.priceVnd });
});

test('the shipped columns are those of the sandbox’s spreadsheet', async () => {
  await using harness = await createNodeHarness(googleSheetsPackage);
  const [appendRow] = googleSheetsPackage.actions;
  for (const sheet of ['Đơn hàng', 'Hoàn tiền', 'Ghi danh'] as const) {
    const loaded = appendRow && (await harness.dynamicFields(appendRow, 'row', demoSheet.place(sheet)));
    expect(demoSheet.fields(sheet).row?.fields).toEqual(loaded?.fields);
  }
});

test('mail to staff goes to the one address that is replaced when a template is taken', () => {
  const mails = templates.flatMap(({ graph }) =>
    Object.values(graph.steps).flatMap((step) => (step.kind === 'action' && step.node === 'core.sendEmail' ? [step.input.to] : [])),
  );
  expect(mails.filter((to) => to !== staffEmail && !String(to).includes('{{'))).toEqual([]);
});

function stepIn(graph: FlowGraph, id: string) {
  const step = stepOf(graph, id);
  if (!step) throw new Error(`No step ${id}`);
  return step;
}
