import { type Edge, type FlowGraph, isContainer, membersOf, type Port, portsOf, type Step, type StepId } from '@noi/flow';
import { type Joins, joinsOf } from './joins.ts';

/** Why a step stands where nothing leads to it from above: it starts the flow, is not wired yet, is one branch of a body, or is met again from several starts. */
export type Entry = 'start' | 'loose' | 'branch' | 'met';

/** One step as it is read aloud. */
export interface OutlineStep {
  readonly step: Step;
  /** `2.1` is the first step inside the second. */
  readonly number: string;
  readonly entry: Entry | null;
  /** What a container holds; `null` for other steps. */
  readonly body: readonly OutlineStep[] | null;
  readonly ways: readonly OutlineWay[];
}

/** A way out that has to be told: a branch with its steps, one that goes on at a step told elsewhere, or one that ends. */
export interface OutlineWay {
  readonly from: Step;
  readonly port: Port;
  readonly edge: Edge | null;
  /** The steps that only this way leads to. */
  readonly chain: readonly OutlineStep[];
  /** Where it goes on, when several ways lead there. */
  readonly goesTo: StepId | null;
}

/**
 * The flow as one would tell it: every step once, after all that lead to it. What only one branch leads to stands in that branch; where branches meet again,
 * the step stands behind all of them and they say where they go on. A lone way on is simply the next line. Numbers count the lines of one level.
 */
export function outlineTree(graph: FlowGraph): readonly OutlineStep[] {
  return tellLevel(graph, null, '');
}

function tellLevel(graph: FlowGraph, level: StepId | null, prefix: string): readonly OutlineStep[] {
  const members = membersOf(graph, level);
  const joins = joinsOf(graph, members);
  const starts = inReadingOrder(members.filter(({ id }) => joins.isStart(id)));
  const telling: Telling = { graph, joins, prefix, count: 0 };
  const entryOf = (step: Step): Entry | null => {
    if (level !== null) return starts.length > 1 ? 'branch' : null;
    return step.kind === 'trigger' || step.kind === 'errorHandler' ? 'start' : 'loose';
  };
  const told = starts.flatMap((step) => tellChain(telling, { head: step, isBranch: false, entry: entryOf(step) }));
  const met = joins.behind(null).flatMap((step) => tellChain(telling, { head: step, isBranch: false, entry: 'met' }));
  return [...told, ...met];
}

interface Telling {
  readonly graph: FlowGraph;
  readonly joins: Joins;
  readonly prefix: string;
  /** Lines told on this level so far. */
  count: number;
}

interface Chain {
  readonly head: Step;
  /** A branch says how it ends; at the end of the whole flow nothing is left to say. */
  readonly isBranch: boolean;
  readonly entry: Entry | null;
}

/** A step, what follows it straight on, and the steps where its branches meet: all lines of one list. */
function tellChain(telling: Telling, { head, isBranch, entry }: Chain): readonly OutlineStep[] {
  const { joins } = telling;
  const lines: OutlineStep[] = [];
  const ahead = [head];
  for (let step = ahead.shift(); step; step = ahead.shift()) {
    lines.push(tellStep(telling, step, step === head ? entry : null));
    const next = joins.loneWay(step);
    const follower = next && joins.onlyReachedBy(next);
    ahead.unshift(...(follower ? [follower] : []), ...joins.behind(step.id));
  }
  return lines.map((line, index) => {
    const end = wayOn(telling, line.step, { below: lines[index + 1]?.step, isBranch });
    return end ? { ...line, ways: [...line.ways, end] } : line;
  });
}

function tellStep(telling: Telling, step: Step, entry: Entry | null): OutlineStep {
  telling.count += 1;
  const number = `${telling.prefix}${telling.count}`;
  const body = isContainer(step) ? tellLevel(telling.graph, step.id, `${number}.`) : null;
  return { step, number, entry, body, ways: tellWays(telling, step) };
}

/** The branches of a step. Its lone way on is the next line instead, and errors are told only where something is done about them. */
function tellWays(telling: Telling, step: Step): readonly OutlineWay[] {
  const { joins } = telling;
  return portsOf(step).flatMap((port): OutlineWay[] => {
    const wires = joins.wiresOf(step.id, port);
    if (port === 'next' && wires.length < 2) return [];
    if (wires.length === 0) return port === 'error' ? [] : [{ from: step, port, edge: null, chain: [], goesTo: null }];
    return wires.map((edge) => {
      const head = joins.onlyReachedBy(edge);
      if (!head) return { from: step, port, edge, chain: [], goesTo: edge.to };
      return { from: step, port, edge, chain: tellChain(telling, { head, isBranch: true, entry: null }), goesTo: null };
    });
  });
}

/** What has to be said of a lone way on: that it goes on elsewhere than in the line below, or that it ends although there is a line below. */
function wayOn({ joins }: Telling, from: Step, { below, isBranch }: { below: Step | undefined; isBranch: boolean }): OutlineWay | null {
  if (!portsOf(from).includes('next') || joins.wiresOf(from.id, 'next').length > 1) return null;
  const edge = joins.loneWay(from);
  if (edge) return edge.to === below?.id || joins.onlyReachedBy(edge) ? null : { from, port: 'next', edge, chain: [], goesTo: edge.to };
  return below || isBranch ? { from, port: 'next', edge: null, chain: [], goesTo: null } : null;
}

/** What starts the flow first, then by their places on the canvas, and what is done about errors last. */
function inReadingOrder(steps: readonly Step[]): readonly Step[] {
  const rank = ({ kind }: Step) => (kind === 'trigger' ? 0 : kind === 'errorHandler' ? 2 : 1);
  return [...steps].sort(
    (left, right) => rank(left) - rank(right) || left.position.y - right.position.y || left.position.x - right.position.x || (left.id < right.id ? -1 : 1),
  );
}
