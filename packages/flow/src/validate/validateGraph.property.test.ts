import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGraph } from '../compile/compileGraph.ts';
import { dataFor } from '../graph/dataFor.ts';
import { emptyGraph, FlowGraph, type InputValue, type Step } from '../graph/FlowGraph.ts';
import { stepSummary, stepTitle } from '../graph/stepTitle.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import { validateGraph } from './validateGraph.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'constructor');
const position = fc.constant({ x: 0, y: 0 });
const path = fc.constantFrom(
  'trigger.order.code',
  'trigger.order.note',
  'trigger.constructor.name',
  'trigger',
  'steps.a.id',
  'steps.b.code',
  'steps.constructor.name',
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
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 2 }),
  fc.dictionary(fc.string(), text, { maxKeys: 2 }),
);
const rule = fc.record({ field: fc.oneof(path, fc.string()), operator: fc.constantFrom('=' as const, '>' as const, 'in' as const, 'null' as const), value });
const group = fc.record({ combinator: fc.constantFrom('and' as const, 'or' as const), rules: fc.array(rule, { maxLength: 2 }) });
const wait = fc.oneof(
  fc.record({ type: fc.constant('duration' as const), amount: fc.double({ min: 0, noNaN: true }), unit: fc.constantFrom('days' as const, 'weeks' as const) }),
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
const step: fc.Arbitrary<Step> = fc.oneof(
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
);
const edges = fc.array(
  fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), from: id, port: fc.constantFrom('next', 'true', 'error', 'a', 'otherwise', 'heldOut'), to: id }),
  {
    maxLength: 8,
  },
);
const graphs = fc.tuple(fc.array(step, { maxLength: 5 }), edges).map(([steps, wires]): FlowGraph => {
  const byId = Object.fromEntries(steps.map((one) => [one.id, one]));
  return { ...emptyGraph(), steps: byId, edges: wires };
});

test('any document at all can be checked, shown and read: no draft breaks the editor', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      expect(FlowGraph.safeParse(graph).success).toBe(true);
      const around = { graph, catalog: testCatalog };
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
      const compiled = compileGraph({ ...around, connections: testConnections });
      expect(compiled.ok).toBe(!issues.some(({ severity }) => severity === 'error'));
    }),
    { numRuns: 400 },
  );
});
