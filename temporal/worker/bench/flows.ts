import type { FlowGraph } from '@noi/flow';
import { chain, type StepWithoutPlace } from '../src/testing/flows.ts';

const paid: StepWithoutPlace = { id: 'trigger', kind: 'trigger', node: 'bench.paid', nodeVersion: 1, input: {} };

/** `text` may read the trigger; each send is a message with its ledger row. */
function send(id: string, text = 'Đã nhận {{ trigger.amount | money }}, {{ trigger.paidAt | datetime }}'): StepWithoutPlace {
  return { id, kind: 'action', node: 'bench.send', nodeVersion: 1, input: { phone: '0912 345 678', text } };
}

/** Of each measure the flow that shop staff would draw. */
export const flows = {
  oneAction: chain(
    paid,
    { id: 'large', kind: 'if', rule: { combinator: 'and', rules: [{ field: 'trigger.amount', operator: '>', value: 200_000 }] } },
    send('send'),
  ),
  threeActions: chain(paid, send('first'), send('second'), send('third')),
  wait: chain(paid, send('first'), { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 2, unit: 'seconds' } }, send('second')),
  waitForEvent: chain(
    { id: 'trigger', kind: 'trigger', node: 'bench.ordered', nodeVersion: 1, input: {} },
    send('first', 'Đã nhận đơn {{ trigger.order.code }}'),
    {
      id: 'payment',
      kind: 'waitForEvent',
      node: 'bench.paid',
      nodeVersion: 1,
      belongs: 'order',
      timeout: { amount: 1, unit: 'hours' },
    },
    send('second', 'Đã nhận tiền của đơn {{ trigger.order.code }}'),
  ),
  /** The order code is what the provider is told, so that each run's send is known. */
  latency: chain(paid, send('send', 'timed {{ trigger.orderCode | fallback: "" }}')),
  asleep: chain(paid, { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 30, unit: 'days' } }, send('send')),
  /** Due when the event says. */
  timers: chain(
    paid,
    { id: 'rest', kind: 'wait', wait: { type: 'until', at: '{{ trigger.paidAt }}' } },
    send('send', 'timed {{ trigger.orderCode | fallback: "" }}'),
  ),
  /** An order's total says whether its run makes trouble, and which; the others send when the order says. */
  isolation: withTroubles(
    chain(
      { id: 'trigger', kind: 'trigger', node: 'bench.ordered', nodeVersion: 1, input: {} },
      { id: 'rest', kind: 'wait', wait: { type: 'until', at: '{{ trigger.order.createdAt }}' } },
      send('send', 'timed {{ trigger.order.code }}'),
    ),
  ),
} satisfies Record<string, FlowGraph>;

/** Puts a switch behind the trigger: 1 walks a loop in a loop, 2 calls what is broken, 3 what never answers, 4 one after the other of a list; all else goes on as drawn. */
function withTroubles(graph: FlowGraph): FlowGraph {
  const total = (id: string, value: number) => ({
    id,
    label: id,
    rule: { combinator: 'and' as const, rules: [{ field: 'trigger.order.total', operator: '=' as const, value }] },
  });
  const loop = { kind: 'forEach', list: '{{ trigger.order.lines }}', atOnce: 1, onFailure: 'stop' } as const;
  const troubles: StepWithoutPlace[] = [
    { id: 'which', kind: 'switch', cases: [total('loop', 1), total('broken', 2), total('hang', 3), total('chain', 4)] },
    { id: 'outer', ...loop },
    { id: 'inner', parent: 'outer', ...loop },
    { id: 'note', parent: 'inner', kind: 'set', fields: [{ key: 'note', value: 'x' }] },
    send('broken', 'broken {{ trigger.order.code }}'),
    send('hang', 'hang {{ trigger.order.code }}'),
    { id: 'chain', ...loop },
    { ...send('quick', 'quick {{ trigger.order.code }}'), parent: 'chain' },
  ];
  const wires = [
    ['trigger', 'next', 'which'],
    ['which', 'loop', 'outer'],
    ['which', 'broken', 'broken'],
    ['which', 'hang', 'hang'],
    ['which', 'chain', 'chain'],
    ['which', 'otherwise', 'rest'],
    ['rest', 'next', 'send'],
  ] as const;
  return {
    ...graph,
    steps: { ...graph.steps, ...Object.fromEntries(troubles.map((step, at) => [step.id, { ...step, position: { x: 300, y: at * 120 } }])) },
    edges: wires.map(([from, port, to], at) => ({ id: `w${at}`, from, port, to })),
  };
}
