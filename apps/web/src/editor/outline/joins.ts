import { type Edge, type FlowGraph, type Port, portsOf, type Step, type StepId } from '@noi/flow';

/** How the wires of one level come together. */
export interface Joins {
  /** Nothing leads here (on a document from elsewhere: nothing outside of a circle). */
  isStart(id: StepId): boolean;
  wiresOf(id: StepId, port: Port): readonly Edge[];
  /** The wire of `next` when it is the only one. */
  loneWay(step: Step): Edge | null;
  /** The step at the wire's end when no other wire leads there. */
  onlyReachedBy(edge: Edge): Step | null;
  /** Steps with several wires in, all of whose ways come through this step and through no later one; `null`: through no step in common. */
  behind(id: StepId | null): readonly Step[];
}

/** Reads the wires between steps of one level: which of them branch, and behind which step their branches meet again. */
export function joinsOf(graph: FlowGraph, members: readonly Step[]): Joins {
  const steps = new Map(members.map((step) => [step.id, step]));
  const out = new Map<StepId, Edge[]>();
  const into = new Map<StepId, Edge[]>();
  const drawn = graph.edges.filter(({ from, port, to }) => {
    const step = steps.get(from);
    return step && steps.has(to) && from !== to && portsOf(step).includes(port);
  });
  const forward = withoutCircles(members, drawn);
  for (const edge of forward.edges) {
    out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
    into.set(edge.to, [...(into.get(edge.to) ?? []), edge]);
  }

  // The last step that every way to a step comes through, found in an order in which all that lead to it are known.
  const before = new Map<StepId, StepId | null>();
  const depth = new Map<StepId | null, number>([[null, 0]]);
  const meeting = new Map<StepId | null, Step[]>();
  for (const id of forward.order) {
    const sources = (into.get(id) ?? []).map(({ from }) => from);
    const [first = null, ...others] = sources;
    const gate = others.reduce<StepId | null>((left, right) => meet(left, right), first);
    before.set(id, gate);
    depth.set(id, (depth.get(gate) ?? 0) + 1);
    const step = steps.get(id);
    if (sources.length > 1 && step) meeting.set(gate, [...(meeting.get(gate) ?? []), step]);
  }

  function meet(left: StepId | null, right: StepId | null): StepId | null {
    let [one, two] = [left, right];
    while (one !== two) {
      if ((depth.get(one) ?? 0) >= (depth.get(two) ?? 0)) one = one === null ? null : (before.get(one) ?? null);
      else two = two === null ? null : (before.get(two) ?? null);
    }
    return one;
  }

  const wiresOf = (id: StepId, port: Port) => (out.get(id) ?? []).filter((edge) => edge.port === port);
  return {
    isStart: (id) => !into.has(id),
    wiresOf,
    loneWay(step) {
      const [only, ...others] = wiresOf(step.id, 'next');
      return only && others.length === 0 ? only : null;
    },
    onlyReachedBy: ({ to }) => (into.get(to)?.length === 1 ? (steps.get(to) ?? null) : null),
    behind: (id) => meeting.get(id) ?? [],
  };
}

/** Steps in an order in which each comes after all that lead to it. A document from elsewhere may hold circles; their wires are left out, so that its steps are told as starts. */
function withoutCircles(members: readonly Step[], edges: readonly Edge[]): { order: readonly StepId[]; edges: readonly Edge[] } {
  const waitsFor = new Map(members.map(({ id }) => [id, 0]));
  const following = new Map<StepId, StepId[]>();
  for (const { from, to } of edges) {
    waitsFor.set(to, (waitsFor.get(to) ?? 0) + 1);
    following.set(from, [...(following.get(from) ?? []), to]);
  }
  const sorted = new Set(members.filter(({ id }) => waitsFor.get(id) === 0).map(({ id }) => id));
  // A set visits what is added to it on the way.
  for (const id of sorted) {
    for (const to of following.get(id) ?? []) {
      const left = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, left);
      if (left === 0) sorted.add(to);
    }
  }
  const rest = members.filter(({ id }) => !sorted.has(id)).map(({ id }) => id);
  return { order: [...sorted, ...rest], edges: rest.length === 0 ? edges : edges.filter(({ to }) => sorted.has(to)) };
}
