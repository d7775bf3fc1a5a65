import { emptyGraph, type FlowGraph, type InputValue, type Port, type RuleGroup, type Step, type StepId, type StepOf, type Wait } from '../graph/FlowGraph.ts';

type Extra<K extends Step['kind']> = Partial<Omit<StepOf<K>, 'kind' | 'id'>>;

/** Draws graphs for tests, step after step; each is wired to the one before it. */
export interface GraphBuilder {
  /** A trigger; by default `core.orderDelivered`, called `trigger`. */
  trigger(id?: StepId, extra?: Extra<'trigger'>): GraphBuilder;
  /** A ZNS message that is filled in and right, unless `extra` says otherwise. */
  sendZns(id?: StepId, extra?: Extra<'action'>): GraphBuilder;
  /** `core.note`: an action without a connection, with one text field. */
  note(id: StepId, text?: InputValue, extra?: Extra<'action'>): GraphBuilder;
  if(id: StepId, rule?: RuleGroup, extra?: Extra<'if'>): GraphBuilder;
  set(id: StepId, fields?: StepOf<'set'>['fields'], extra?: Extra<'set'>): GraphBuilder;
  wait(id: StepId, wait?: Wait, extra?: Extra<'wait'>): GraphBuilder;
  stop(id: StepId, reason?: string): GraphBuilder;
  /** The next step follows its first case. */
  switch(id: StepId, cases?: StepOf<'switch'>['cases']): GraphBuilder;
  /** The next step follows its first branch. */
  split(id: StepId, branches?: StepOf<'split'>['branches'], extra?: Extra<'split'>): GraphBuilder;
  fail(id: StepId, reason?: string): GraphBuilder;
  /** Places a step without a wire; the next one still follows the step before. */
  loose(step: Step): GraphBuilder;
  /** The next step follows this one, by this port. */
  from(id: StepId, port?: Port): GraphBuilder;
  wire(from: StepId, port: Port, to: StepId): GraphBuilder;
  timezone(timezone: string): GraphBuilder;
  settings(change: Partial<FlowGraph['settings']>): GraphBuilder;
  build(): FlowGraph;
}

/** An empty graph to draw on. @example `aGraph().trigger().wait('wait').sendZns().build()` */
export function aGraph(): GraphBuilder {
  return builder({ graph: emptyGraph(), at: null });
}

interface Drawing {
  readonly graph: FlowGraph;
  readonly at: { readonly id: StepId; readonly port: Port } | null;
}

function builder({ graph, at }: Drawing): GraphBuilder {
  const place = (step: Step, wired = true): FlowGraph => {
    const position = { x: 0, y: Object.keys(graph.steps).length * 120 };
    const placed = { ...graph, steps: { ...graph.steps, [step.id]: { ...step, position } } };
    return wired && at ? connect(placed, at, step.id) : placed;
  };
  const then = (step: Step, port: Port = 'next') => builder({ graph: place(step), at: { id: step.id, port } });
  const position = { x: 0, y: 0 };
  return {
    trigger: (id = 'trigger', extra = {}) => then({ id, kind: 'trigger', position, node: 'core.orderDelivered', nodeVersion: 1, input: {}, ...extra }),
    sendZns: (id = 'send', extra = {}) => then({ ...znsStep(id), ...extra }),
    note: (id, text = 'Xong', extra = {}) => then({ id, kind: 'action', position, node: 'core.note', nodeVersion: 1, input: { text }, ...extra }),
    if: (id, rule = { combinator: 'and', rules: [{ field: 'trigger.order.total', operator: '>=', value: 1000000 }] }, extra = {}) =>
      then({ id, kind: 'if', position, rule, ...extra }, 'true'),
    set: (id, fields = [{ key: 'code', value: '{{ trigger.order.code }}' }], extra = {}) => then({ id, kind: 'set', position, fields, ...extra }),
    wait: (id, wait = { type: 'duration', amount: 3, unit: 'days' }, extra = {}) => then({ id, kind: 'wait', position, wait, ...extra }),
    stop: (id, reason) => then({ id, kind: 'stop', position, ...(reason === undefined ? {} : { reason }) }),
    switch: (id, cases = [aCase('big'), aCase('small')]) => then({ id, kind: 'switch', position, cases }, cases[0]?.id ?? 'otherwise'),
    split: (id, branches = [aBranch('a'), aBranch('b')], extra = {}) => then({ id, kind: 'split', position, branches, ...extra }, branches[0]?.id),
    fail: (id, reason = 'Đơn {{ trigger.order.code }} bị trùng') => then({ id, kind: 'fail', position, reason }),
    loose: (step) => builder({ graph: place(step, false), at }),
    from: (id, port = 'next') => builder({ graph, at: { id, port } }),
    wire: (from, port, to) => builder({ graph: connect(graph, { id: from, port }, to), at }),
    timezone: (timezone) => builder({ graph: { ...graph, settings: { ...graph.settings, timezone } }, at }),
    settings: (change) => builder({ graph: { ...graph, settings: { ...graph.settings, ...change } }, at }),
    build: () => graph,
  };
}

/** A case of a switch, labelled by its id, that holds for orders from 1,000,000 ₫. */
export function aCase(id: Port, change: Partial<StepOf<'switch'>['cases'][number]> = {}): StepOf<'switch'>['cases'][number] {
  return { id, label: id, rule: { combinator: 'and', rules: [{ field: 'trigger.order.total', operator: '>=', value: 1000000 }] }, ...change };
}

/** A branch of a split, labelled by its id, with the weight of 1. */
export function aBranch(id: Port, change: Partial<StepOf<'split'>['branches'][number]> = {}): StepOf<'split'>['branches'][number] {
  return { id, label: id, weight: 1, ...change };
}

function connect(graph: FlowGraph, from: { id: StepId; port: Port }, to: StepId): FlowGraph {
  return { ...graph, edges: [...graph.edges, { id: `${from.id}.${from.port}-${to}`, from: from.id, port: from.port, to }] };
}

/** A ZNS step as the editor leaves it: template chosen, its parameters loaded and mapped. */
export function znsStep(id: StepId): StepOf<'action'> {
  return {
    id,
    kind: 'action',
    position: { x: 0, y: 0 },
    node: 'zalo.sendZns',
    nodeVersion: 1,
    connectionId: 'oa',
    input: {
      phone: '{{ trigger.customer.phone }}',
      templateId: '320001',
      templateData: { customer_name: '{{ trigger.customer.name | fallback: "bạn" }}', order_code: '{{ trigger.order.code }}' },
    },
    dynamic: {
      templateData: {
        madeFor: '["320001"]',
        title: 'Mời đánh giá đơn hàng',
        priceVnd: 300,
        fields: [
          { key: 'customer_name', type: 'text', label: { vi: 'Tên khách hàng', en: 'Customer name' }, required: true, maxLength: 30, sample: 'Lan' },
          { key: 'order_code', type: 'text', label: { vi: 'Mã đơn hàng', en: 'Order code' }, required: true, maxLength: 30, sample: '100020' },
        ],
      },
    },
  };
}
