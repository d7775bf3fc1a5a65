import { applyCommand, emptyGraph, type FlowGraph, invertCommand, type Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { projectNodes } from '../canvas/projectGraph.ts';
import { createEditorCatalog } from '../catalog/EditorCatalog.ts';
import { containerAt, dropSteps, withRoom } from './containers.ts';
import { duplicateSteps, freePlace, placeBelow, removeSelection } from './placement.ts';
import { bodySide, bodyTop, cardHeight, cardWidth, placeOnCanvas, sizeOf } from './sizes.ts';
import { tidy } from './tidy.ts';

const none: ReadonlySet<string> = new Set();

interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly parent?: string;
}

const stop = (id: string, { x = 0, y = 0, parent }: Place = {}): Step => ({ id, kind: 'stop', position: { x, y }, ...(parent && { parent }) });
const each = (id: string, { x = 0, y = 0, parent }: Place = {}): Step => ({
  ...{ id, kind: 'forEach', list: '{{ trigger.order.lines }}', atOnce: 1, onFailure: 'collect', position: { x, y } },
  ...(parent && { parent }),
});

function graphOf(steps: readonly Step[], wires: readonly string[] = []): FlowGraph {
  const edges = wires.map((wire) => {
    const [from = '', port = '', to = ''] = wire.split('.');
    return { id: wire, from, port, to };
  });
  return { ...emptyGraph(), steps: Object.fromEntries(steps.map((step) => [step.id, step])), edges };
}

const sizeIn = (graph: FlowGraph, id: string) => {
  const step = graph.steps[id];
  if (!step) throw new Error(`${id} is gone`);
  return sizeOf(graph, step);
};

/** A loop with a loop in it, and a step below. */
const nested = graphOf(
  [
    each('outer', { x: 100, y: 100 }),
    each('inner', { x: bodySide, y: bodyTop, parent: 'outer' }),
    stop('leaf', { x: bodySide, y: bodyTop, parent: 'inner' }),
    stop('below', { x: 100, y: 800 }),
  ],
  ['outer.next.below'],
);

test('a container is as large as its body asks for, at any depth', () => {
  const empty = sizeIn(graphOf([each('one')]), 'one');
  const inner = sizeIn(nested, 'inner');
  expect(inner.height).toBeGreaterThan(bodyTop + cardHeight);
  expect(inner.width).toBe(bodySide + cardWidth + bodySide);
  expect(sizeIn(nested, 'outer').width).toBe(bodySide + inner.width + bodySide);
  expect(sizeIn(nested, 'outer').height).toBeGreaterThan(bodyTop + inner.height);
  expect(empty.height).toBeLessThan(inner.height);
});

test('a folded container is a card', () => {
  const step = nested.steps.outer;
  expect(step && sizeOf(nested, step, new Set(['outer']))).toEqual({ width: cardWidth, height: cardHeight });
});

test('a container that a broken document puts into itself is still measured', () => {
  const looped = graphOf([each('one', { parent: 'one' })]);
  expect(sizeIn(looped, 'one').width).toBeGreaterThan(0);
});

test('places count from the container around; moving it moves its body by one command', () => {
  expect(placeOnCanvas(nested, 'leaf')).toEqual({ x: 100 + 2 * bodySide, y: 100 + 2 * bodyTop });
  const command = dropSteps(nested, { moves: [{ id: 'outer', position: { x: 300, y: 100 } }], parent: undefined });
  expect(command).toEqual({ type: 'step.move', moves: [{ id: 'outer', position: { x: 300, y: 100 } }] });
  expect(command && placeOnCanvas(applyCommand(nested, command), 'leaf').x).toBe(300 + 2 * bodySide);
});

test.each([
  ['the canvas', { x: 20, y: 20 }, none, [], undefined],
  ['the inner body', { x: 220, y: 360 }, none, [], 'inner'],
  ['the outer head', { x: 220, y: 130 }, none, [], 'outer'],
  ['the inner one, folded', { x: 220, y: 240 }, new Set(['inner']), [], 'outer'],
  ['the inner one, itself dragged', { x: 220, y: 360 }, none, ['inner'], 'outer'],
])('what is let go over %s lands there', (_where, at, collapsed, dragged, container) => {
  expect(containerAt(nested, { at, collapsed, dragged })).toBe(container);
});

test('a step dragged in keeps its place on the canvas, loses wires to its former level, and comes back by one undo', () => {
  const command = dropSteps(nested, { moves: [{ id: 'below', position: { x: 212, y: 352 } }], parent: 'inner' });
  if (!command) throw new Error('the step has another container now');
  const after = applyCommand(nested, command);
  expect(after.steps.below?.parent).toBe('inner');
  expect(placeOnCanvas(after, 'below').y).toBeGreaterThanOrEqual(placeOnCanvas(after, 'inner').y + bodyTop);
  expect(after.edges).toEqual([]);
  expect(applyCommand(after, invertCommand(nested, command))).toEqual(nested);
});

test('a step dragged out stands where it was let go', () => {
  const command = dropSteps(nested, { moves: [{ id: 'leaf', position: { x: 600, y: 0 } }], parent: undefined });
  const after = command && applyCommand(nested, command);
  expect(after?.steps.leaf?.parent).toBeUndefined();
  expect(after?.steps.leaf?.position.x).toBeGreaterThanOrEqual(700);
});

test('a step let go over a card of another level stands below that card', () => {
  const command = dropSteps(nested, { moves: [{ id: 'below', position: { x: 180, y: 340 } }], parent: 'inner' });
  const after = command && applyCommand(nested, command);
  expect(after?.steps.below?.position.y).toBeGreaterThanOrEqual(bodyTop + cardHeight);
});

test('a step pulled to the edge of its container stays inside the body', () => {
  const command = dropSteps(nested, { moves: [{ id: 'leaf', position: { x: -40, y: 10 } }], parent: 'inner' });
  expect(command).toBeNull();
});

test('a container that grows moves what is below it, as one undo', () => {
  const close = graphOf([each('one'), stop('under', { y: 260 }), stop('beside', { x: 900 })]);
  const add = { type: 'step.add' as const, step: stop('tall', { x: bodySide, y: 400, parent: 'one' }) };
  const command = withRoom(close, add);
  const after = applyCommand(close, command);
  expect(after.steps.under?.position.y).toBeGreaterThanOrEqual(sizeIn(after, 'one').height);
  expect(after.steps.beside?.position).toEqual({ x: 900, y: 0 });
  expect(applyCommand(after, invertCommand(close, command))).toEqual(close);
});

test('a new step finds room on its own level only', () => {
  expect(freePlace(nested, { x: bodySide, y: bodyTop }, { parent: 'inner' }).x).toBeGreaterThan(bodySide);
  const wide = graphOf([each('one'), stop('far', { parent: 'one', x: 900, y: bodyTop })]);
  expect(freePlace(wide, { x: 600, y: 0 }).x).toBeGreaterThanOrEqual(sizeIn(wide, 'one').width);
  expect(placeBelow(wide, { stepId: 'one', port: 'next' }).y).toBeGreaterThanOrEqual(sizeIn(wide, 'one').height);
});

test('removing a container takes its body with it, and one undo brings all back', () => {
  const command = removeSelection(nested, ['outer', 'leaf'], []);
  if (!command) throw new Error('there is something to remove');
  const after = applyCommand(nested, command);
  expect(Object.keys(after.steps)).toEqual(['below']);
  const back = applyCommand(after, invertCommand(nested, command));
  expect(back.steps).toEqual(nested.steps);
  expect(back.edges).toEqual(nested.edges);
});

test('a copied container has its own body, which reads the copy', () => {
  const note: Step = {
    ...{ id: 'note', kind: 'set', parent: 'one', position: { x: bodySide, y: bodyTop } },
    fields: [{ key: 'name', value: '{{ steps.one.item.title }}' }],
  };
  const graph = graphOf([each('one'), note, stop('last', { parent: 'one', y: 300 })], ['note.next.last']);
  const copy = duplicateSteps(graph, ['one', 'note'], (step) => `${step.id}2`);
  const after = copy && applyCommand(graph, copy.command);
  expect(copy?.ids).toEqual(['one2']);
  expect(after?.steps.note2).toMatchObject({ parent: 'one2', position: note.position, fields: [{ key: 'name', value: '{{ steps.one2.item.title }}' }] });
  expect(after?.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['note>last', 'note2>last2']);
});

test('tidying lays bodies out by themselves and keeps cards apart', () => {
  const mess = graphOf(
    [stop('start'), each('one', { y: 10 }), stop('a', { parent: 'one', x: 500, y: 700 }), stop('b', { parent: 'one', x: 500, y: 700 }), stop('end')],
    ['one.next.end'],
  );
  const command = tidy(mess);
  if (!command) throw new Error('cards lie on each other');
  const after = applyCommand(mess, command);
  const { a, b, one, end } = after.steps;
  expect(Math.min(a?.position.x ?? 0, b?.position.x ?? 0)).toBe(bodySide);
  expect(Math.abs((a?.position.x ?? 0) - (b?.position.x ?? 0))).toBeGreaterThanOrEqual(cardWidth);
  expect(end?.position.y ?? 0).toBeGreaterThanOrEqual((one?.position.y ?? 0) + sizeIn(after, 'one').height);
});

test('the canvas draws containers before what they hold, and hides what is folded away', () => {
  const catalog = createEditorCatalog([]);
  const backwards = graphOf([stop('leaf', { parent: 'one' }), each('one')]);
  const drawn = projectNodes({ graph: backwards, catalog, isReadOnly: true, collapsed: none }, []);
  expect(drawn.map(({ id, type, parentId }) => [id, type, parentId])).toEqual([
    ['one', 'container', undefined],
    ['leaf', 'step', 'one'],
  ]);
  const folded = projectNodes({ graph: backwards, catalog, isReadOnly: true, collapsed: new Set(['one']) }, drawn);
  expect(folded.map(({ id, data }) => [id, data.held, data.height])).toEqual([['one', 1, cardHeight]]);
});
