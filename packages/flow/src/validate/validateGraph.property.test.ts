import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGraph } from '../compile/compileGraph.ts';
import { applyCommand } from '../edit/applyCommand.ts';
import { fixFor } from '../fix/fixFor.ts';
import { dataFor, dataForGoal, dataForOutputs } from '../graph/dataFor.ts';
import { emptyGraph } from '../graph/emptyGraph.ts';
import { FlowGraph, type InputValue, type Step } from '../graph/FlowGraph.ts';
import { stepSummary } from '../graph/stepSummary.ts';
import { stepTitle } from '../graph/stepTitle.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import type { Issue } from './Issue.ts';
import { validateGraph } from './validateGraph.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'constructor');
const parent = fc.option(id, { nil: undefined });
const position = fc.constant({ x: 0, y: 0 });
const path = fc.constantFrom(
  'trigger.order.code',
  'trigger.order.note',
  'trigger.constructor.name',
  'trigger',
  'steps.a.id',
  'steps.b.code',
  'steps.constructor.name',
  'steps.a.item.title',
  'steps.b.round',
  'event.order.code',
  'trigger.batch.items',
  'now',
  'x..y',
);
const text = fc.oneof(
  fc.string(),
  path.map((one) => `Đơn {{ ${one} }}`),
  path.map((one) => `{{ ${one} | fallback: "x" }}`),
  fc.constant('{{ a | '),
);
const value: fc.Arbitrary<InputValue> = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 2 }),
  fc.dictionary(fc.string(), text, { maxKeys: 2 }),
);
const rule = fc.record({ field: fc.oneof(path, fc.string()), operator: fc.constantFrom('=' as const, '>' as const, 'in' as const, 'null' as const), value });
const group = fc.record({ combinator: fc.constantFrom('and' as const, 'or' as const), rules: fc.array(rule, { maxLength: 2 }) });
const wait = fc.oneof(
  fc.record({
    type: fc.constant('duration' as const),
    amount: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    unit: fc.constantFrom('days' as const, 'weeks' as const),
  }),
  fc.record({ type: fc.constant('until' as const), at: text }),
  fc.record({ type: fc.constant('timeOfDay' as const), time: fc.string() }),
);
const node = { nodeVersion: fc.constantFrom(1, 2), connectionId: fc.constantFrom('oa', 'door', 'gone') };
const dynamic = fc.dictionary(
  fc.constantFrom('templateData', 'other'),
  fc.record({ madeFor: fc.constantFrom('["320001"]', 'x'), fields: fc.constant<Record<string, unknown>[]>([]) }),
);
const branchId = fc.constantFrom('a', 'b', 'constructor');
const branchLabel = fc.constantFrom('', 'Đơn lớn', 'Còn lại');
const weight = fc.oneof(fc.integer({ min: -1, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const span = fc.record({ amount: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), unit: fc.constantFrom('hours' as const, 'days' as const) });
const belongs = fc.constantFrom('order' as const, 'anyone' as const);
const event = { node: fc.constantFrom('core.orderDelivered', 'core.webhookReceived', 'gone', ''), ...node, belongs, rule: group };
const settings: fc.Arbitrary<FlowGraph['settings']> = fc.record(
  {
    timezone: fc.constantFrom('Asia/Ho_Chi_Minh', 'x'),
    dedupeBy: text,
    entry: fc.record({ by: text, policy: fc.constantFrom('once' as const, 'oncePerDays' as const), days: number }),
    goal: fc.record(event, { requiredKeys: ['node', 'nodeVersion', 'belongs'] }),
    concurrency: fc.record({ limit: number, by: text }),
    gather: fc.oneof(
      fc.record({ type: fc.constant('debounce' as const), by: text, window: span }),
      fc.record({ type: fc.constant('batch' as const), window: span, most: number }),
    ),
    inputs: fc.array(
      fc.record({ key: fc.constantFrom('a', 'b'), label: fc.string(), type: fc.constantFrom('list' as const, 'date' as const), required: fc.boolean() }),
      {
        maxLength: 3,
      },
    ),
    outputs: fc.array(fc.record({ key: fc.constantFrom('a', 'b'), label: fc.string(), value }), { maxLength: 2 }),
    businessHours: fc.record({
      open: fc.array(fc.record({ day: fc.integer({ min: 1, max: 7 }), from: fc.string(), to: fc.constantFrom('09:00', 'x') }), { maxLength: 2 }),
      holidays: fc.array(fc.string(), { maxLength: 2 }),
    }),
  },
  { requiredKeys: ['timezone'] },
);
const plain: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ id, position, kind: fc.constant('trigger' as const), node: fc.constantFrom('core.orderDelivered', 'gone'), ...node, input: fc.constant({}) }),
  fc.record({
    id,
    position,
    kind: fc.constant('action' as const),
    node: fc.constantFrom('core.note', 'zalo.sendZns', 'gone'),
    ...node,
    input: fc.dictionary(fc.constantFrom('text', 'count', 'email', 'phone', 'templateId', 'templateData', 'constructor'), value),
    dynamic,
  }),
  fc.record({ id, position, kind: fc.constant('if' as const), rule: group }),
  fc.record({
    id,
    position,
    kind: fc.constant('set' as const),
    fields: fc.array(fc.record({ key: fc.constantFrom('code', '', 'x y'), value }), { maxLength: 2 }),
  }),
  fc.record({ id, position, kind: fc.constant('wait' as const), wait }),
  fc.record({ id, position, kind: fc.constant('stop' as const) }),
  fc.record({
    id,
    position,
    kind: fc.constant('switch' as const),
    cases: fc.array(fc.record({ id: branchId, label: branchLabel, rule: group }), { maxLength: 3 }),
  }),
  fc.record(
    {
      id,
      position,
      kind: fc.constant('split' as const),
      branches: fc.array(fc.record({ id: branchId, label: branchLabel, weight }), { maxLength: 3 }),
      heldOut: weight,
      by: fc.oneof(path, fc.string()),
    },
    { requiredKeys: ['id', 'position', 'kind', 'branches'] },
  ),
  fc.record({ id, position, kind: fc.constant('fail' as const), reason: text }),
  fc.record({ id, position, kind: fc.constant('parallel' as const) }),
  fc.record({ id, position, kind: fc.constant('first' as const) }),
  fc.record({
    id,
    position,
    kind: fc.constant('forEach' as const),
    list: fc.oneof(text, fc.constant('{{ trigger.order.lines }}')),
    atOnce: number,
    onFailure: fc.constant('stop' as const),
  }),
  fc.record({ id, position, kind: fc.constant('repeat' as const), until: group, most: number }),
  fc.record({ id, position, kind: fc.constant('errorHandler' as const) }),
  fc.record(
    { id, position, kind: fc.constant('waitForEvent' as const), ...event, timeout: span },
    { requiredKeys: ['id', 'position', 'kind', 'node', 'nodeVersion', 'belongs'] },
  ),
  fc.record({
    id,
    position,
    kind: fc.constant('approval' as const),
    question: text,
    approvers: fc.array(fc.string(), { maxLength: 2 }),
    needed: number,
    canVeto: fc.boolean(),
    remindEvery: span,
  }),
  fc.record({
    id,
    position,
    kind: fc.constant('subflow' as const),
    flowId: fc.constantFrom('', 'f1', 'f2'),
    input: fc.dictionary(fc.constantFrom('x', 'y'), value),
  }),
);
const step = fc
  .tuple(plain, parent, fc.constantFrom(false, false, true))
  .map(([drawn, within, isOff]): Step => ({ ...drawn, ...(within === undefined ? {} : { parent: within }), ...(isOff ? { disabled: true } : {}) }));
const edges = fc.array(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    from: id,
    port: fc.constantFrom('next', 'true', 'error', 'a', 'otherwise', 'heldOut', 'timeout'),
    to: id,
  }),
  {
    maxLength: 8,
  },
);
const graphs = fc.tuple(fc.array(step, { maxLength: 5 }), edges, settings).map(([steps, wires, chosen]): FlowGraph => {
  const byId = Object.fromEntries(steps.map((one) => [one.id, one]));
  return { ...emptyGraph(), settings: chosen, steps: byId, edges: wires };
});

test('any document at all can be checked, shown and read: no draft breaks the editor', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      expect(FlowGraph.safeParse(graph).success).toBe(true);
      const flow = { id: 'f1', name: 'Hỏi thăm', inputs: [], outputs: [{ key: 'x', label: '' }], isPublished: false, calls: ['f2'] };
      const around = { graph, catalog: { ...testCatalog, flows: [flow] } };
      const issues = validateGraph({ ...around, connections: testConnections });
      for (const { message, stepId } of issues) {
        expect(message.vi.length * message.en.length).toBeGreaterThan(0);
        expect(`${message.vi}${message.en}`).not.toMatch(/undefined|\[object|NaN/);
        if (stepId !== undefined) expect(Object.keys(graph.steps)).toContain(stepId);
      }
      for (const one of Object.values(graph.steps)) {
        expect(stepTitle({ step: one, ...around }).vi).not.toBe('');
        expect(stepSummary({ step: one, ...around }).vi).not.toBe('');
        dataFor({ ...around, stepId: one.id });
      }
      dataForGoal(around);
      dataForOutputs(around);
      const compiled = compileGraph({ ...around, connections: testConnections });
      expect(compiled.ok).toBe(!issues.some(({ severity }) => severity === 'error'));
    }),
    { numRuns: 400 },
  );
});

test('what is offered to mend an issue is legal, and mends it', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const around = { graph, catalog: testCatalog };
      const issues = validateGraph({ ...around, connections: testConnections });
      for (const issue of issues) {
        const fix = fixFor(issue, { ...around, connections: testConnections });
        if (!fix) continue;
        const after = { ...around, graph: applyCommand(graph, fix.command) };
        const left = validateGraph({ ...after, connections: testConnections });
        // Of its kind there are fewer then, or at that place: what is mended may bring others to light.
        const isKind = (other: Issue) => other.code === issue.code;
        const isHere = (other: Issue) => isKind(other) && other.stepId === issue.stepId && other.field === issue.field;
        const fewer = (fits: (other: Issue) => boolean) => left.filter(fits).length < issues.filter(fits).length;
        expect(fewer(isKind) || fewer(isHere) || isGoneAtLast(graph, isHere)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

/** Whether pressing again and again ends: a broken wire that is removed may bring another one there to light. */
function isGoneAtLast(graph: FlowGraph, isMeant: (issue: Issue) => boolean): boolean {
  let now = graph;
  for (let press = 0; press < 12; press++) {
    const around = { graph: now, catalog: testCatalog, connections: testConnections };
    const issue = validateGraph(around).find(isMeant);
    const fix = issue && fixFor(issue, around);
    if (!fix) return true;
    now = applyCommand(now, fix.command);
  }
  return false;
}
