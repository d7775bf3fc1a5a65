import { createCatalog } from '@noi/catalog';
import { compileGraph, FlowGraph, simulate, stepTitle, validateGraph } from '@noi/flow';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';
import { expect, test } from 'vitest';
import { reviewAfterDelivery } from './reviewAfterDelivery.ts';
import { templates } from './templates.ts';

const catalog = createCatalog([corePackage, haravanPackage, ghnPackage, zaloPackage]);
const accounts: Readonly<Record<string, string>> = { 'zalo.sendZns': 'zalo', 'core.sendEmail': 'mail' };
const connections = [
  { id: 'zalo', type: 'zalo.oa', state: 'ok' as const },
  { id: 'mail', type: 'core.smtp', state: 'ok' as const },
];

function connected(graph: FlowGraph): FlowGraph {
  const steps = Object.values(graph.steps).map((step) => (step.kind === 'action' ? { ...step, connectionId: accounts[step.node] } : step));
  return FlowGraph.parse({ ...graph, steps: Object.fromEntries(steps.map((step) => [step.id, step])) });
}

test.each(templates)('$id is a legal document that says what is missing until accounts are chosen', ({ graph, packages }) => {
  const issues = validateGraph({ graph: FlowGraph.parse(graph), catalog, connections: [] }).filter((issue) => issue.severity === 'error');
  expect(new Set(issues.map((issue) => issue.code))).toEqual(new Set(['connection_missing']));
  expect(packages.every((id) => catalog.packageOf(id))).toBe(true);
});

test.each(templates)('$id can be published once its accounts are chosen', ({ graph }) => {
  expect(validateGraph({ graph: connected(graph), catalog, connections }).filter((issue) => issue.severity === 'error')).toEqual([]);
});

test('the review request goes out exactly three days after the delivery, with the name and the order', () => {
  const compiled = compileGraph({ graph: connected(reviewAfterDelivery.graph), catalog, connections });
  if (!compiled.ok) throw new Error('the template must compile');
  const startAt = Date.parse('2026-11-22T03:00:00.000Z');
  const { outcome, messages } = simulate({ plan: compiled.plan, trigger: catalog.trigger('core.orderDelivered', 1)?.sample ?? {}, startAt });
  expect(outcome).toEqual({ state: 'done' });
  expect(messages).toMatchObject([
    {
      at: '2026-11-25T03:00:00.000Z',
      channel: 'zalo',
      input: { phone: '+84912345678', templateId: '320001', templateData: { customer_name: 'Nguyễn Thị Lan', order_code: '100020' } },
    },
  ]);
});

test('its message step is called by the title of the ZNS template', () => {
  const { graph } = reviewAfterDelivery;
  const step = graph.steps.askReview;
  expect(step && stepTitle({ step, graph, catalog }).vi).toContain('Mời đánh giá đơn hàng');
});
