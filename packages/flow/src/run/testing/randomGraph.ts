import fc from 'fast-check';
import { emptyGraph, type FlowGraph, type RuleGroup, type Step, type StepId, type Wait } from '../../graph/FlowGraph.ts';
import { portsOf } from '../../graph/ports.ts';

export interface RandomGraphOptions {
  /** One wire per way out at most: a single token walks, so the order of things is the same at every speed. */
  readonly isNarrow?: boolean;
  /** Without steps that stop the run or fail it every reachable step comes to its end. */
  readonly canStop?: boolean;
  readonly mostSteps?: number;
}

/** Data of `core.orderDelivered` that an event may lack; conditions ask for them. */
export const optionalData = ['order.note', 'order.address', 'customer.name', 'customer.phone'] as const;

type Kind = 'action' | 'if' | 'switch' | 'split' | 'set' | 'wait' | 'stop' | 'fail';

interface Draw {
  readonly kind: Kind;
  readonly sources: readonly number[];
  readonly number: number;
}

/** Any valid flow of the test catalogue: a trigger, and steps that are all reachable, with branches, fan-outs and joins. */
export function randomGraph({ isNarrow = false, canStop = true, mostSteps = 10 }: RandomGraphOptions = {}): fc.Arbitrary<FlowGraph> {
  const endings: Kind[] = canStop ? ['stop', 'fail'] : [];
  const kinds: Kind[] = ['action', 'action', 'action', 'action', 'if', 'switch', 'split', 'set', 'wait', 'wait', ...endings];
  const draw = fc.record<Draw>({ kind: fc.constantFrom(...kinds), sources: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), number: fc.nat(5) });
  return fc.array(draw, { minLength: 1, maxLength: mostSteps }).map((draws) => build(draws, isNarrow));
}

function build(draws: readonly Draw[], isNarrow: boolean): FlowGraph {
  const position = { x: 0, y: 0 };
  const start: Step = { id: 'start', kind: 'trigger', position, node: 'core.orderDelivered', nodeVersion: 1, input: {} };
  const steps: Record<StepId, Step> = { start };
  const edges: FlowGraph['edges'] = [];
  let ways = [{ from: 'start', port: 'next' }];

  for (const [index, { kind, sources, number }] of draws.entries()) {
    const chosen = [...new Set(sources.flatMap((source) => ways[source % ways.length] ?? []))];
    if (chosen.length === 0) break;
    const step = { id: `s${index}`, position: { x: 0, y: index }, ...pieceOf(kind, number) } as Step;
    steps[step.id] = step;
    edges.push(...chosen.map(({ from, port }) => ({ id: `${from}.${port}-${step.id}`, from, port, to: step.id })));
    if (isNarrow) ways = ways.filter((way) => !chosen.includes(way));
    ways.push(...portsOf(step).map((port) => ({ from: step.id, port })));
  }
  return { ...emptyGraph(), steps, edges };
}

function pieceOf(kind: Kind, number: number): Record<string, unknown> {
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
      return { kind };
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
