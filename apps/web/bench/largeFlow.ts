import type { FlowGraph, Step } from '@noi/flow';

/** Of one card, on both sides. */
export const cardSize = { width: 272, height: 84 };
const gap = { x: 320, y: 180 };

/** A flow of so many steps that a shop could have drawn: one chain that winds down the canvas, of conditions, waits, values and letters. */
export function largeFlow(steps: number): FlowGraph {
  const columns = Math.ceil(Math.sqrt(steps));
  const all = Array.from({ length: steps }, (_, at): Step => {
    const row = Math.floor(at / columns);
    const column = row % 2 === 0 ? at % columns : columns - 1 - (at % columns);
    return stepAt(at, { x: column * gap.x, y: row * gap.y });
  });
  return {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: Object.fromEntries(all.map((step) => [step.id, step])),
    edges: all.slice(1).map((step, at) => ({ id: `e${at}`, from: all[at]?.id ?? '', port: all[at]?.kind === 'if' ? 'true' : 'next', to: step.id })),
  };
}

function stepAt(at: number, position: { x: number; y: number }): Step {
  const place = { id: `s${at}`, position };
  if (at === 0) return { ...place, kind: 'trigger', node: 'core.orderCreated', nodeVersion: 1, input: {} };
  switch (at % 4) {
    case 1:
      return {
        ...place,
        kind: 'action',
        node: 'core.sendEmail',
        nodeVersion: 1,
        input: { to: '{{ trigger.order.customer.email }}', subject: `Đơn {{ trigger.order.code }}, thư ${at}`, body: 'Cảm ơn bạn đã đặt hàng.' },
      };
    case 2:
      return { ...place, kind: 'wait', wait: { type: 'duration', amount: at, unit: 'minutes' } };
    case 3:
      return { ...place, kind: 'if', rule: { combinator: 'and', rules: [{ field: 'trigger.order.total', operator: '>', value: at * 1_000 }] } };
    default:
      return { ...place, kind: 'set', fields: [{ key: `note${at}`, value: `Ghi chú ${at}` }] };
  }
}

/** The same nodes and wires for React Flow alone. */
export function bareDrawing(graph: FlowGraph) {
  return {
    nodes: Object.values(graph.steps).map(({ id, position }) => ({ id, position, data: { label: id }, style: cardSize })),
    edges: graph.edges.map(({ id, from, to }) => ({ id, source: from, target: to })),
  };
}
