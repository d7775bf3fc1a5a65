import type { Edge, FlowGraph, FlowSettings, Step } from '@noi/flow';

type WithoutPlace<T> = T extends unknown ? Omit<T, 'position'> : never;
export type PlainStep = WithoutPlace<Step>;

/** From where to where: a step's id, with a way out other than `next` behind a dot (`asked.timeout`), and the id of the step that follows. */
type Wire = readonly [from: string, to: string];

interface Drawing {
  readonly settings?: Partial<FlowSettings>;
  /** The trigger first. */
  readonly steps: readonly PlainStep[];
  readonly wires: readonly Wire[];
}

const rowHeight = 160;
const columnWidth = 320;

/** A graph of steps and wires, with places: each step a row below the lowest that leads to it, branches side by side in the order of their wires. */
export function drawGraph({ settings, steps, wires }: Drawing): FlowGraph {
  const edges = wires.map(edgeOf);
  const rows = rowsOf(steps, edges);
  const columns = columnsOf(steps, edges);
  return {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh', ...settings },
    steps: Object.fromEntries(
      steps.map((step): [string, Step] => [step.id, { ...step, position: { x: columns.get(step.id) ?? 0, y: (rows.get(step.id) ?? 0) * rowHeight } }]),
    ),
    edges,
  };
}

function edgeOf([from, to]: Wire): Edge {
  const [step = '', port = 'next'] = from.split('.');
  return { id: `${step}-${to}`, from: step, port, to };
}

function rowsOf(steps: readonly PlainStep[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const rowOf = (id: string): number => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    const row = Math.max(-1, ...edges.filter(({ to }) => to === id).map(({ from }) => rowOf(from))) + 1;
    rows.set(id, row);
    return row;
  };
  for (const { id } of steps) rowOf(id);
  return rows;
}

/** Each branch gets as much room as the steps below it need. */
function columnsOf(steps: readonly PlainStep[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const placed = new Map<string, number>();
  const below = (id: string) => edges.filter(({ from, to }) => from === id && parentOf(to) === id).map(({ to }) => to);
  const parentOf = (id: string) => edges.find(({ to }) => to === id)?.from;
  const widthOf = (id: string): number =>
    Math.max(
      1,
      below(id).reduce((sum, child) => sum + widthOf(child), 0),
    );
  const place = (id: string, left: number): void => {
    placed.set(id, (left + widthOf(id) / 2) * columnWidth);
    let from = left;
    for (const child of below(id)) {
      place(child, from);
      from += widthOf(child);
    }
  };
  const [trigger] = steps;
  if (trigger) place(trigger.id, -widthOf(trigger.id) / 2);
  return placed;
}
