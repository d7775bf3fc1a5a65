import { AppError } from '@noi/errors';
import { expect, test } from 'vitest';
import type { Edge, Step } from '../graph/FlowGraph.ts';
import { aGraph } from '../testing/aGraph.ts';
import { applyCommand } from './applyCommand.ts';
import { canConnect } from './canConnect.ts';
import type { FlowCommand } from './FlowCommand.ts';
import { invertCommand } from './invertCommand.ts';

const graph = aGraph().trigger().wait('wait').sendZns('send').build();
/** The same flow with a container in it, one inside that, a step that hangs on the main part, and an error handler. */
const nested = aGraph()
  .trigger()
  .wait('wait')
  .sendZns('send')
  .note('lost')
  .from('send')
  .forEach('each')
  .inside('each')
  .note('inner')
  .first('race')
  .inside('race')
  .note('left')
  .inside('race')
  .note('right')
  .outside()
  .outside()
  .note('after')
  .errorHandler('handler')
  .note('mend')
  .build();
const stop: Step = { id: 'stop', kind: 'stop', position: { x: 1, y: 2 } };
const wire = (from: string, port: string, to: string): Edge => ({ id: `${from}.${port}-${to}`, from, port, to });

test.each<[string, FlowCommand]>([
  ['a step of an id that exists', { type: 'step.add', step: { ...stop, id: 'wait' } }],
  ['a step inside a container that does not exist', { type: 'step.add', step: { ...stop, parent: 'nowhere' } }],
  ['a change of a step that is gone', { type: 'step.change', step: stop }],
  ['a change of kind', { type: 'step.change', step: { ...stop, id: 'wait' } }],
  ['a move of a step that is gone', { type: 'step.move', moves: [{ id: 'stop', position: { x: 0, y: 0 } }] }],
  ['the removal of a step that is gone', { type: 'step.remove', id: 'constructor' }],
  ['the removal of a wire that is gone', { type: 'edge.remove', id: 'x' }],
  ['a wire from a step that is gone', { type: 'edge.add', edge: wire('gone', 'next', 'send') }],
  ['a wire from a port that the step does not have', { type: 'edge.add', edge: wire('wait', 'true', 'send') }],
  ['a wire into the trigger', { type: 'edge.add', edge: wire('send', 'next', 'trigger') }],
  ['a wire to itself', { type: 'edge.add', edge: wire('send', 'error', 'send') }],
  ['a wire that closes a circle', { type: 'edge.add', edge: wire('send', 'next', 'wait') }],
  ['the same wire twice', { type: 'edge.add', edge: { ...wire('wait', 'next', 'send'), id: 'other' } }],
  ['a wire of an id that exists', { type: 'edge.add', edge: { ...wire('trigger', 'next', 'send'), id: 'wait.next-send' } }],
  [
    'a batch with one such command',
    {
      type: 'batch',
      commands: [
        { type: 'step.add', step: stop },
        { type: 'edge.remove', id: 'x' },
      ],
    },
  ],
  ['a step inside a step that holds none', { type: 'step.add', step: { ...stop, parent: 'wait' } }],
  ['a trigger inside a container', { type: 'step.reparent', ids: ['trigger'], parent: 'each' }],
  ['a container inside itself', { type: 'step.reparent', ids: ['each'], parent: 'each' }],
  ['a container inside what it holds', { type: 'step.reparent', ids: ['each'], parent: 'race' }],
  ['a move of a step that is gone into a container', { type: 'step.reparent', ids: ['gone'], parent: 'each' }],
  ['a move into a container that is gone', { type: 'step.reparent', ids: ['send'], parent: 'gone' }],
  ['a wire into a container', { type: 'edge.add', edge: wire('send', 'next', 'inner') }],
  ['a wire out of a container', { type: 'edge.add', edge: wire('inner', 'next', 'after') }],
  ['a wire into the error handler', { type: 'edge.add', edge: wire('send', 'next', 'handler') }],
  ['a wire from the main part into that of the error handler', { type: 'edge.add', edge: wire('send', 'next', 'mend') }],
  ['a wire from the error handler into the main part', { type: 'edge.add', edge: wire('handler', 'next', 'send') }],
  ['a wire that joins the two parts further on', { type: 'edge.add', edge: wire('lost', 'next', 'mend') }],
])('%s is rejected with a reason', (_name, command) => {
  const error = catchError(() => applyCommand(nested, command));
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'command_rejected', details: { reason: { vi: expect.any(String), en: expect.any(String) } } });
});

test('a removed step takes its wires with it, and its inverse brings all back in place', () => {
  const removed = applyCommand(graph, { type: 'step.remove', id: 'wait' });
  expect(Object.keys(removed.steps)).toEqual(['trigger', 'send']);
  expect(removed.edges).toEqual([]);
  expect(applyCommand(removed, invertCommand(graph, { type: 'step.remove', id: 'wait' }))).toEqual(graph);
});

test('a removed container takes with it what it holds at any depth, and its inverse brings all back in place', () => {
  const remove: FlowCommand = { type: 'step.remove', id: 'each' };
  const removed = applyCommand(nested, remove);
  expect(Object.keys(removed.steps)).toEqual(['trigger', 'wait', 'send', 'lost', 'after', 'handler', 'mend']);
  expect(removed.edges.map(({ id }) => id)).toEqual(['trigger.next-wait', 'wait.next-send', 'send.next-lost', 'handler.next-mend']);
  expect(applyCommand(removed, invertCommand(nested, remove))).toEqual(nested);
});

test('steps that move to another level keep the wires between them and lose the others; the inverse draws these again', () => {
  const move: FlowCommand = { type: 'step.reparent', ids: ['inner', 'race'], parent: null, positions: [{ id: 'inner', position: { x: 7, y: 8 } }] };
  const moved = applyCommand(nested, move);
  expect([moved.steps.inner?.parent, moved.steps.race?.parent, moved.steps.left?.parent]).toEqual([undefined, undefined, 'race']);
  expect(moved.steps.inner?.position).toEqual({ x: 7, y: 8 });
  expect(moved.edges).toEqual(nested.edges);
  expect(applyCommand(moved, invertCommand(nested, move))).toEqual(nested);

  const gather: FlowCommand = { type: 'step.reparent', ids: ['send', 'left', 'wait'], parent: 'each' };
  const gathered = applyCommand(nested, gather);
  expect(gathered.edges.map(({ id }) => id)).toEqual(['wait.next-send', 'inner.next-race', 'each.next-after', 'handler.next-mend']);
  expect(applyCommand(gathered, invertCommand(nested, gather))).toEqual(nested);
});

test('a changed step keeps its place', () => {
  const changed = applyCommand(graph, {
    type: 'step.change',
    step: { id: 'wait', kind: 'wait', position: { x: 99, y: 99 }, wait: { type: 'timeOfDay', time: '09:00' } },
  });
  expect(changed.steps.wait).toEqual({ ...graph.steps.wait, wait: { type: 'timeOfDay', time: '09:00' } });
});

test('a port may fan out and a step may join', () => {
  const wider = applyCommand(graph, { type: 'edge.add', edge: wire('trigger', 'next', 'send') });
  expect(wider.edges).toHaveLength(3);
});

test('legal targets are told apart from illegal ones with the reason', () => {
  expect(canConnect(graph, { from: 'trigger', port: 'next', to: 'send' })).toEqual({ ok: true });
  expect(canConnect(graph, { from: 'send', port: 'next', to: 'wait' })).toEqual({
    ok: false,
    isCircle: true,
    reason: { vi: 'Đường nối này tạo thành vòng lặp. Đường nối chỉ đi về phía trước.', en: 'This wire would make a circle. Wires only go forward.' },
  });
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return null;
}
