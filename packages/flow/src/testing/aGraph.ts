import { emptyGraph } from '../graph/emptyGraph.ts';
import type { FlowGraph, InputValue, Port, RuleGroup, Step, StepId, StepOf, Wait } from '../graph/FlowGraph.ts';

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
  /** By default `core.orderDelivered` of the same customer. */
  waitForEvent(id: StepId, extra?: Extra<'waitForEvent'>): GraphBuilder;
  /** One agreement is enough; the next step follows `approved`. */
  approval(id: StepId, extra?: Extra<'approval'>): GraphBuilder;
  subflow(id: StepId, flowId?: string, input?: StepOf<'subflow'>['input']): GraphBuilder;
  parallel(id: StepId): GraphBuilder;
  first(id: StepId): GraphBuilder;
  /** By default over the order's lines, one by one. */
  forEach(id: StepId, extra?: Extra<'forEach'>): GraphBuilder;
  /** By default until the third round. */
  repeat(id: StepId, extra?: Extra<'repeat'>): GraphBuilder;
  /** Stands by itself; the next step follows it. */
  errorHandler(id?: StepId): GraphBuilder;
  /** The next steps stand in the container's body, from a new entry on. */
  inside(container: StepId): GraphBuilder;
  /** Back on the level of the container whose body was drawn; the next step follows the container. */
  outside(): GraphBuilder;
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
  return builder({ graph: emptyGraph(), at: null, within: null });
}

interface Drawing {
  readonly graph: FlowGraph;
  /** The container whose body is drawn. */
  readonly within: StepId | null;
  readonly at: { readonly id: StepId; readonly port: Port } | null;
}

function builder(drawing: Drawing): GraphBuilder {
  const { graph, at, within } = drawing;
  const place = (step: Step, wired = true): FlowGraph => {
    const position = { x: 0, y: Object.keys(graph.steps).length * 120 };
    const placed = { ...graph, steps: { ...graph.steps, [step.id]: { ...(within === null ? {} : { parent: within }), ...step, position } } };
    return wired && at ? connect(placed, at, step.id) : placed;
  };
  const then = (step: Step, port: Port = 'next') => builder({ graph: place(step), at: { id: step.id, port }, within });
  const changed = (change: Partial<Drawing>) => builder({ ...drawing, ...change });
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
    waitForEvent: (id, extra = {}) => then({ id, kind: 'waitForEvent', position, node: 'core.orderDelivered', nodeVersion: 1, belongs: 'customer', ...extra }),
    approval: (id, extra = {}) =>
      then(
        { id, kind: 'approval', position, question: 'Hoàn tiền đơn {{ trigger.order.code }}?', approvers: [], needed: 1, canVeto: false, ...extra },
        'approved',
      ),
    subflow: (id, flowId = 'called', input = {}) => then({ id, kind: 'subflow', position, flowId, input }),
    parallel: (id) => then({ id, kind: 'parallel', position }),
    first: (id) => then({ id, kind: 'first', position }),
    forEach: (id, extra = {}) => then({ id, kind: 'forEach', position, list: '{{ trigger.order.lines }}', atOnce: 1, onFailure: 'stop', ...extra }),
    repeat: (id, extra = {}) => {
      const until: RuleGroup = { combinator: 'and', rules: [{ field: `steps.${id}.round`, operator: '>=', value: 3 }] };
      return then({ id, kind: 'repeat', position, until, most: 10, ...extra });
    },
    errorHandler: (id = 'handler') => builder({ graph: place({ id, kind: 'errorHandler', position }, false), at: { id, port: 'next' }, within: null }),
    inside: (container) => changed({ at: null, within: container }),
    outside: () => (within === null ? builder(drawing) : changed({ at: { id: within, port: 'next' }, within: graph.steps[within]?.parent ?? null })),
    loose: (step) => changed({ graph: place(step, false) }),
    from: (id, port = 'next') => changed({ at: { id, port } }),
    wire: (from, port, to) => changed({ graph: connect(graph, { id: from, port }, to) }),
    timezone: (timezone) => changed({ graph: { ...graph, settings: { ...graph.settings, timezone } } }),
    settings: (change) => changed({ graph: { ...graph, settings: { ...graph.settings, ...change } } }),
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
