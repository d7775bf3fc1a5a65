import { AppError } from '@noi/errors';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph } from '../graph/emptyGraph.ts';
import { type FlowGraph, markColours, type RuleGroup, type Step } from '../graph/FlowGraph.ts';
import { mayStandIn } from '../graph/levels.ts';
import { applyCommand } from './applyCommand.ts';
import { FlowCommand } from './FlowCommand.ts';
import { invertCommand } from './invertCommand.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'constructor');
const edgeId = fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5');
const position = fc.record({ x: fc.integer(), y: fc.integer() });
const aCase = fc.record({
  id: fc.constantFrom('one', 'two'),
  label: fc.string({ maxLength: 9 }),
  rule: fc.constant<RuleGroup>({ combinator: 'and', rules: [] }),
});
const parent = fc.option(fc.constantFrom('a', 'b', 'c', 'box', 'crate'), { nil: undefined, freq: 1 });
const box = fc.constantFrom('box', 'crate', 'a');
const plain: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ id, kind: fc.constant('trigger' as const), position, node: fc.string(), nodeVersion: fc.constant(1), input: fc.constant({}) }),
  fc.record({
    id,
    kind: fc.constant('action' as const),
    position,
    node: fc.string(),
    nodeVersion: fc.constant(1),
    input: fc.dictionary(fc.string(), fc.string()),
  }),
  fc.record({ id, kind: fc.constant('if' as const), position, rule: fc.constant<RuleGroup>({ combinator: 'and', rules: [] }) }),
  fc.record({ id, kind: fc.constant('switch' as const), position, cases: fc.uniqueArray(aCase, { selector: (one) => one.id }) }),
  fc.record({ id, kind: fc.constant('stop' as const), position, name: fc.string({ maxLength: 9 }) }),
  fc.record({ id: box, kind: fc.constant('parallel' as const), position }),
  fc.record({ id: box, kind: fc.constant('first' as const), position }),
  fc.record({ id, kind: fc.constant('errorHandler' as const), position }),
);
const marked = fc.record({ parent, disabled: fc.constant(true as const), colour: fc.constantFrom(...markColours) }, { requiredKeys: [] });
const step = fc
  .tuple(plain, marked)
  .map(([drawn, { parent: within, ...marks }]): Step => ({ ...drawn, ...marks, ...(within === undefined ? {} : { parent: within }) }));
const anyId = fc.oneof(id, box);
const edge = fc.record({ id: edgeId, from: anyId, port: fc.constantFrom('next', 'true', 'false', 'error', 'one', 'two', 'otherwise'), to: anyId });
const markId = fc.constantFrom('m1', 'm2', 'constructor');
const colour = fc.constantFrom(...markColours);
const note = fc.record({ id: markId, text: fc.string({ maxLength: 9 }), position, width: fc.constant(200), height: fc.constant(120), colour });
const group = fc.record({ id: markId, title: fc.string({ maxLength: 9 }), colour, members: fc.array(anyId, { minLength: 1, maxLength: 3 }) });
const single: fc.Arbitrary<FlowCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('step.add' as const), step }) },
  fc.record({ type: fc.constant('step.change' as const), step }),
  fc.record({ type: fc.constant('step.move' as const), moves: fc.array(fc.record({ id, position }), { maxLength: 3 }) }),
  fc.record({ type: fc.constant('step.remove' as const), id: anyId }),
  {
    weight: 3,
    arbitrary: fc.record(
      {
        type: fc.constant('step.reparent' as const),
        ids: fc.array(anyId, { maxLength: 3 }),
        parent: fc.option(box),
        positions: fc.array(fc.record({ id: anyId, position }), { maxLength: 2 }),
      },
      { requiredKeys: ['type', 'ids', 'parent'] },
    ),
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('edge.add' as const), edge, at: fc.nat(4) }, { requiredKeys: ['type', 'edge'] }) },
  fc.record({ type: fc.constant('edge.remove' as const), id: edgeId }),
  fc.record({ type: fc.constantFrom('note.add' as const, 'note.change' as const), note }),
  fc.record({ type: fc.constant('note.remove' as const), id: markId }),
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('group.add' as const, 'group.change' as const), group }) },
  fc.record({ type: fc.constant('group.remove' as const), id: markId }),
  fc.record({ type: fc.constant('settings.change' as const), settings: fc.record({ timezone: fc.string() }) }),
);
const command = fc.oneof({ weight: 5, arbitrary: single }, fc.record({ type: fc.constant('batch' as const), commands: fc.array(single, { maxLength: 3 }) }));

test('any legal commands, then their inverses in reverse, change nothing', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      const start = frozen(emptyGraph());
      let graph = start;
      const inverses: FlowCommand[] = [];
      for (const next of commands) {
        const applied = attempt(graph, next);
        if (!applied) continue;
        const inverse = invertCommand(graph, next);
        // Undo and redo at every moment, not only at the end.
        expect(applyCommand(applied, inverse)).toEqual(graph);
        inverses.push(inverse);
        graph = applied;
      }
      for (const inverse of inverses.reverse()) graph = applyCommand(graph, inverse);
      expect(graph).toEqual(start);
    }),
    { numRuns: 300 },
  );
});

test('inverses are commands that can travel as JSON', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
      let graph = frozen(emptyGraph());
      for (const next of commands) {
        const applied = attempt(graph, next);
        if (!applied) continue;
        const inverse = invertCommand(graph, next);
        const travelled = FlowCommand.parse(JSON.parse(JSON.stringify(inverse)));
        expect(applyCommand(applied, travelled)).toEqual(graph);
        graph = applied;
      }
    }),
    { numRuns: 100 },
  );
});

test('whatever is done, every step stands in a container that is there, wires join steps of one level, and groups hold steps that are there', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      const graph = commands.reduce((at, next) => attempt(at, next) ?? at, frozen(emptyGraph()));
      for (const one of Object.values(graph.steps)) expect(mayStandIn(graph, one, one.parent)).toBe(true);
      for (const { from, to } of graph.edges) expect(graph.steps[from]?.parent).toBe(graph.steps[to]?.parent);
      const members = Object.values(graph.groups ?? {}).flatMap((one) => one.members);
      expect(members.filter((one) => !Object.hasOwn(graph.steps, one))).toEqual([]);
      expect(new Set(members).size).toBe(members.length);
    }),
    { numRuns: 200 },
  );
});

/** The draft after the command, frozen so that any later change in place throws; `null` when it was rejected. */
function attempt(graph: FlowGraph, command: FlowCommand): FlowGraph | null {
  try {
    return frozen(applyCommand(graph, frozen(command)));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'command_rejected') return null;
    throw thrown;
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
