import fc from 'fast-check';
import { emptyGraph } from '../../graph/emptyGraph.ts';
import { type ContainerKind, type FlowGraph, isContainer, type RuleGroup, type Step, type StepId, type Wait } from '../../graph/FlowGraph.ts';
import { portsOf } from '../../graph/ports.ts';

export interface RandomGraphOptions {
  /** One wire per way out at most: a single token walks, so the order of things is the same at every speed. */
  readonly isNarrow?: boolean;
  /** Without steps that stop the run or fail it every reachable step comes to its end. */
  readonly canStop?: boolean;
  readonly mostSteps?: number;
  /** Containers, one in another; `calm`: without races, whose end hangs on how long calls take. */
  readonly containers?: 'all' | 'calm' | 'none';
  /** Steps that wait for something from outside; `false` for hosts that nothing reaches. */
  readonly hasAwaits?: boolean;
  readonly hasHandler?: boolean;
}

/** Data of `core.orderDelivered` that an event may lack; conditions ask for them. */
export const optionalData = ['order.note', 'order.address', 'customer.name', 'customer.phone'] as const;

type Kind = 'action' | 'if' | 'switch' | 'split' | 'set' | 'wait' | 'stop' | 'fail' | 'waitForEvent' | 'approval' | 'subflow' | ContainerKind;

interface Draw {
  readonly kind: Kind;
  readonly sources: readonly number[];
  readonly number: number;
  readonly body: readonly Draw[];
}

/** Any valid flow of the test catalogue: a trigger, and steps that are all reachable, with branches, fan-outs, joins, loops and an error handler. */
export function randomGraph(options: RandomGraphOptions = {}): fc.Arbitrary<FlowGraph> {
  const { isNarrow = false, canStop = true, mostSteps = 10, containers = 'all', hasAwaits = true, hasHandler = true } = options;
  const endings: Kind[] = canStop ? ['stop', 'fail'] : [];
  const awaits: Kind[] = hasAwaits ? ['waitForEvent', 'approval', 'subflow'] : [];
  const plain: Kind[] = ['action', 'action', 'action', 'action', 'if', 'switch', 'split', 'set', 'wait', 'wait', ...awaits, ...endings];
  const holders: Kind[] = containers === 'none' ? [] : ['parallel', 'forEach', 'repeat', ...(containers === 'all' ? ['first' as const] : [])];
  const drawOf = (depth: number): fc.Arbitrary<Draw> =>
    fc.record<Draw>({
      kind: fc.constantFrom(...plain, ...(depth > 0 ? holders : [])),
      sources: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      number: fc.nat(5),
      body: depth > 0 ? fc.array(drawOf(depth - 1), { minLength: 1, maxLength: 4 }) : fc.constant([]),
    });
  const handler = hasHandler ? fc.array(drawOf(0), { maxLength: 2 }) : fc.constant([]);
  return fc.tuple(fc.array(drawOf(2), { minLength: 1, maxLength: mostSteps }), handler).map(([draws, mending]) => build(draws, { mending, isNarrow }));
}

type Way = { readonly from: StepId; readonly port: string };

function build(draws: readonly Draw[], { mending, isNarrow }: { mending: readonly Draw[]; isNarrow: boolean }): FlowGraph {
  const position = { x: 0, y: 0 };
  const steps: Record<StepId, Step> = { start: { id: 'start', kind: 'trigger', position, node: 'core.orderDelivered', nodeVersion: 1, input: {} } };
  const edges: FlowGraph['edges'] = [];
  place(draws, { start: [{ from: 'start', port: 'next' }] });
  if (mending.length > 0) {
    steps.handler = { id: 'handler', kind: 'errorHandler', position };
    place(mending, { start: [{ from: 'handler', port: 'next' }] });
  }
  return { ...emptyGraph(), steps, edges };

  /** Fills one level; steps of a body may begin with it, those of the flow's own level follow something. */
  function place(level: readonly Draw[], { start, parent }: { start: readonly Way[]; parent?: StepId }): void {
    let ways = [...start];
    for (const [index, { kind, sources, number, body }] of level.entries()) {
      const begins = parent !== undefined && (index === 0 || (!isNarrow && number === 0));
      const chosen = begins ? [] : [...new Set(sources.flatMap((source) => ways[source % ways.length] ?? []))];
      if (!begins && chosen.length === 0) break;
      const id = `s${Object.keys(steps).length}`;
      const step = { id, position: { x: 0, y: index }, ...(parent === undefined ? {} : { parent }), ...pieceOf(kind, { number, isNarrow }) } as Step;
      steps[id] = step;
      edges.push(...chosen.map(({ from, port }) => ({ id: `${from}.${port}-${id}`, from, port, to: id })));
      if (isNarrow) ways = ways.filter((way) => !chosen.includes(way));
      ways.push(...portsOf(step).map((port) => ({ from: id, port })));
      if (isContainer(step)) place(body, { start: [], parent: id });
    }
  }
}

function pieceOf(kind: Kind, { number, isNarrow }: { number: number; isNarrow: boolean }): Record<string, unknown> {
  // Without a time-out nothing but an answer ends the step.
  const timeout = number % 2 === 0 ? {} : { timeout: { amount: number, unit: 'hours' } };
  switch (kind) {
    case 'action':
      return { kind, node: 'core.note', nodeVersion: 1, input: { text: `Lần ${number}` } };
    case 'if':
      return { kind, rule: isThere(optionalData[number % optionalData.length]) };
    case 'switch': {
      const cases = ['first', 'second'].map((id, place) => ({ id, label: id, rule: isThere(optionalData[(number + place) % optionalData.length]) }));
      return { kind, cases };
    }
    case 'split': {
      const branches = ['a', 'b'].map((id, place) => ({ id, label: id, weight: 1 + place * number }));
      return { kind, branches, ...(number % 2 === 0 ? {} : { heldOut: 2 }) };
    }
    case 'fail':
      return { kind, reason: 'Không xử lý được đơn {{ trigger.order.code }}.' };
    case 'set':
      return { kind, fields: [{ key: 'greeting', value: `Chào {{ trigger.customer.name | fallback: "bạn" }} ${number}` }] };
    case 'wait':
      return { kind, wait: waits[number] };
    case 'stop':
    case 'parallel':
    case 'first':
      return { kind };
    case 'forEach':
      return { kind, list: '{{ trigger.order.lines }}', atOnce: isNarrow ? 1 : 1 + (number % 3), onFailure: number % 2 === 0 ? 'collect' : 'stop' };
    case 'repeat':
      return { kind, until: isThere(optionalData[number % optionalData.length]), most: 1 + (number % 3) };
    case 'waitForEvent':
      return { kind, node: 'core.orderDelivered', nodeVersion: 1, belongs: 'order', ...timeout };
    case 'approval':
      return { kind, question: `Duyệt đơn {{ trigger.order.code }} lần ${number}?`, approvers: [], needed: 1, canVeto: false, ...timeout };
    case 'subflow':
      return { kind, flowId: 'other', input: { code: '{{ trigger.order.code }}' } };
  }
}

function isThere(datum: string | undefined): RuleGroup {
  return { combinator: 'and', rules: [{ field: `trigger.${datum}`, operator: 'notNull' }] };
}

const waits: readonly Wait[] = [
  { type: 'until', at: '2020-02-29' },
  // No times of day: whether those wait depends on when their step is reached, and clocks differ between hosts.
  ...[1, 2, 3, 4, 5].map((amount) => ({ type: 'duration', amount, unit: 'days' }) as const),
];
