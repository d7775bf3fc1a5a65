import type { InputValue, StepId } from '../../graph/FlowGraph.ts';
import { ENGINE, type Plan, type PlanStep, type PlanStepOf } from '../../plan/Plan.ts';

type Loose<K extends PlanStep['kind']> = Omit<PlanStepOf<K>, 'id' | 'title' | 'level'>;
/** A step of a hand-made plan; `aPlan` adds what follows from its place. */
export type PlanPiece = { [K in PlanStep['kind']]: Loose<K> }[PlanStep['kind']];

/**
 * A plan made by hand, without a catalogue: steps by id, and wires written `from.port>to`.
 *
 * @example aPlan({ start: aTrigger(), send: anAction() }, ['start.next>send'])
 */
export function aPlan(pieces: Readonly<Record<StepId, PlanPiece>>, wires: readonly string[], timezone = 'Asia/Ho_Chi_Minh'): Plan {
  const ids = Object.keys(pieces);
  const edges = wires.map((wire) => {
    const [, from = '', port = '', to = ''] = /^(\w+)\.(\w+)>(\w+)$/.exec(wire) ?? [];
    return { id: wire, from, port, to };
  });
  const steps = Object.fromEntries(Object.entries(pieces).map(([id, piece]) => [id, { ...piece, id, title: id, level: 'root' } as PlanStep]));
  const trigger = ids.find((id) => pieces[id]?.kind === 'trigger') ?? '';
  const entries = ids.filter((id) => edges.every((edge) => edge.to !== id));
  // Enough of a hash for tests: equal content, equal name.
  const hash = `test-${JSON.stringify([steps, edges, timezone])}`;
  return { hash, engine: ENGINE, timezone, trigger, steps, levels: { root: { id: 'root', entries, steps: ids, edges } } };
}

export function aTrigger(): PlanPiece {
  return { kind: 'trigger', node: 'core.orderDelivered', nodeVersion: 1, event: 'order.delivered' };
}

export function anAction(change: Partial<Loose<'action'>> = {}): PlanPiece {
  return { kind: 'action', node: 'test.act', nodeVersion: 1, input: {}, slow: false, rateClass: 'test', sample: { ok: true }, ...change };
}

export function aWait(amount: number, unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' = 'days'): PlanPiece {
  return { kind: 'wait', wait: { type: 'duration', amount, unit } };
}

/** Goes by `true` when the datum is there. */
export function anIf(field: string): PlanPiece {
  return { kind: 'if', rule: { combinator: 'and', rules: [{ field, operator: 'notNull' }] } };
}

export function aSet(key: string, value: InputValue): PlanPiece {
  return { kind: 'set', fields: [{ key, value }] };
}

export function aStop(reason?: string): PlanPiece {
  return { kind: 'stop', ...(reason === undefined ? {} : { reason }) };
}

/** Goes by the name of the first datum that is there. */
export function aSwitch(...cases: readonly { port: string; field: string }[]): PlanPiece {
  return { kind: 'switch', cases: cases.map(({ port, field }) => ({ port, rule: { combinator: 'and', rules: [{ field, operator: 'notNull' }] } })) };
}

export function aSplit(weights: Readonly<Record<string, number>>, by = 'trigger.customer.phone'): PlanPiece {
  return { kind: 'split', shares: Object.entries(weights).map(([port, weight]) => ({ port, weight })), by };
}

export function aFailure(reason: string): PlanPiece {
  return { kind: 'fail', reason };
}
