import { type InputValue, isContainer, type StepId } from '../../graph/FlowGraph.ts';
import { ENGINE, type Plan, type PlanLevel, type PlanStep, type PlanStepOf } from '../../plan/Plan.ts';

type Loose<K extends PlanStep['kind']> = Omit<PlanStepOf<K>, 'id' | 'title' | 'level'>;
/** A step of a hand-made plan; `aPlan` adds what follows from its place. `in` names the container that holds it. */
export type PlanPiece = { [K in PlanStep['kind']]: Loose<K> }[PlanStep['kind']] & { readonly in?: StepId };

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
  const levelOf = (id: StepId) => pieces[id]?.in ?? 'root';
  const steps = Object.fromEntries(
    Object.entries(pieces).map(([id, { in: level = 'root', ...piece }]) => [id, { ...piece, id, title: id, level } as PlanStep]),
  );
  const levels = ['root', ...ids.filter((id) => isContainer({ kind: pieces[id]?.kind ?? 'stop' }))].map((id): PlanLevel => {
    const members = ids.filter((member) => levelOf(member) === id);
    const inside = edges.filter(({ from }) => levelOf(from) === id);
    const entries = members.filter((member) => pieces[member]?.kind !== 'errorHandler' && inside.every((edge) => edge.to !== member));
    return { id, entries, steps: members, edges: inside };
  });
  const ofKind = (kind: PlanStep['kind']) => ids.find((id) => pieces[id]?.kind === kind);
  const errorHandler = ofKind('errorHandler');
  // Enough of a hash for tests: equal content, equal name.
  const hash = `test-${JSON.stringify([steps, edges, timezone])}`;
  return {
    hash,
    engine: ENGINE,
    timezone,
    trigger: ofKind('trigger') ?? '',
    steps,
    levels: Object.fromEntries(levels.map((level) => [level.id, level])),
    ...(errorHandler === undefined ? {} : { errorHandler }),
  };
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

/** Waits for a payment of the run's order. */
export function anAwait(change: Partial<Loose<'waitForEvent'>> = {}): PlanPiece {
  return { kind: 'waitForEvent', event: 'payment.received', belongs: 'order', sample: { amount: 1 }, ...change };
}

export function anApproval(change: Partial<Loose<'approval'>> = {}): PlanPiece {
  return { kind: 'approval', question: 'Duyệt?', approvers: [], needed: 1, canVeto: false, ...change };
}

export function aForEach(list = '{{ trigger.items }}', change: Partial<Loose<'forEach'>> = {}): PlanPiece {
  return { kind: 'forEach', list, atOnce: 1, onFailure: 'stop', ...change };
}

/** Repeats until the datum is there. */
export function aRepeat(field: string, most = 5): PlanPiece {
  return { kind: 'repeat', until: { combinator: 'and', rules: [{ field, operator: 'notNull' }] }, most };
}

/** The same step in the body of a container. */
export function inside(container: StepId, piece: PlanPiece): PlanPiece {
  return { ...piece, in: container };
}
