import type { FlowGraph, Step } from '@noi/flow';
import { UiProvider } from '@noi/ui';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { createEditorCatalog } from '../catalog/EditorCatalog.ts';
import { sizeOf } from '../edits/sizes.ts';
import { FlowCanvas } from './FlowCanvas.tsx';
import { portPlaces } from './portPlaces.ts';

const catalog = createEditorCatalog([]);

/** A column of conditions and waits. */
function column(steps: number): FlowGraph {
  const all = Array.from({ length: steps }, (_, at): Step => {
    const place = { id: `s${at}`, position: { x: 0, y: at * 180 } };
    return at % 2 === 0
      ? { ...place, kind: 'if', rule: { combinator: 'and', rules: [] } }
      : { ...place, kind: 'wait', wait: { type: 'duration', amount: at, unit: 'minutes' } };
  });
  return {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: Object.fromEntries(all.map((step) => [step.id, step])),
    edges: all.slice(1).map((step, at) => ({ id: `e${at}`, from: `s${at}`, port: at % 2 === 0 ? 'true' : 'next', to: step.id })),
  };
}

let root: Root | undefined;

function draw(graph: FlowGraph): void {
  const place = document.createElement('div');
  place.style.cssText = 'width: 800px; height: 700px';
  document.body.append(place);
  root = createRoot(place);
  root.render(
    <UiProvider words={{ close: 'Đóng', clear: 'Xoá', showPassword: 'Hiện mật khẩu' }}>
      <FlowCanvas graph={graph} catalog={catalog} hasMap={false} />
    </UiProvider>,
  );
}

afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
});

/** Where the dots of a card are in the browser, in the flow's own pixels. */
function dotsOf(stepId: string) {
  const card = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${stepId}"]`);
  if (!card) return [];
  const box = card.getBoundingClientRect();
  const zoom = box.width / card.offsetWidth;
  return [...card.querySelectorAll<HTMLElement>('.react-flow__handle')].map((dot) => {
    const at = dot.getBoundingClientRect();
    return { id: dot.dataset.handleid, x: (at.left - box.left) / zoom, y: (at.top - box.top) / zoom, width: dot.offsetWidth, height: dot.offsetHeight };
  });
}

test.each([
  { steps: 4, from: 'near' },
  { steps: 201, from: 'afar' },
])('ports are where React Flow is told that they are, seen from $from', async ({ steps }) => {
  const graph = column(steps);
  draw(graph);
  const middle = [Math.floor(steps / 2), Math.floor(steps / 2) + 1].map((at) => graph.steps[`s${at}`]);
  for (const step of middle) {
    if (!step) throw new Error('The column is shorter than was asked for');
    const told = portPlaces(step, sizeOf(graph, step)).map(({ id, x, y, width, height }) => ({
      id,
      x: expect.closeTo(x, 0),
      y: expect.closeTo(y, 0),
      width,
      height,
    }));
    await expect.poll(() => dotsOf(step.id)).toEqual(told);
  }
});

test('a large flow is drawn as far as it is in view, wires included', async () => {
  draw(column(201));
  const drawn = () => ({ cards: document.querySelectorAll('.react-flow__node').length, wires: document.querySelectorAll('.react-flow__edge-path').length });
  await expect.poll(drawn).toSatisfy(({ cards, wires }) => cards > 10 && cards < 100 && wires >= cards - 1);
});
