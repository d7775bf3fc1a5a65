import type { Edge, FlowGraph, Step } from '@noi/flow';
import type { DiffKind, DiffMarks } from './DiffContext.ts';

/** How far a removed step moves aside from what stands in its place now; as wide as a card and its gap. */
const aside = 300;
/** Steps nearer than this cover each other. */
const near = { x: 260, y: 90 };

interface Overlay {
  /** The later form, with what it no longer has drawn in. To be looked at only: it is no flow that could run. */
  readonly graph: FlowGraph;
  readonly marks: DiffMarks;
}

/** Two forms of one flow in one drawing. `changed`: ids of steps that read otherwise now. */
export function overlayGraphs({ before, after, changed }: { before: FlowGraph; after: FlowGraph; changed: readonly string[] }): Overlay {
  const touched = new Set(changed);
  const removed = Object.values(before.steps).filter(({ id }) => after.steps[id] === undefined);
  const steps: Record<string, Step> = { ...after.steps };
  for (const step of removed) steps[step.id] = movedAside(step, Object.values(steps));

  const keyOf = ({ from, port, to }: Edge) => `${from} ${port} ${to}`;
  const former = new Set(before.edges.map(keyOf));
  const now = new Set(after.edges.map(keyOf));
  // Ids of wires are unique in one document only.
  const gone = before.edges.filter((edge) => !now.has(keyOf(edge))).map((edge) => ({ ...edge, id: `removed:${edge.id}` }));

  const kindOf = (id: string): DiffKind => (before.steps[id] === undefined ? 'added' : touched.has(id) ? 'changed' : 'same');
  const stepKinds = [...Object.keys(after.steps).map((id) => [id, kindOf(id)] as const), ...removed.map(({ id }) => [id, 'removed'] as const)];
  const wireKinds = [
    ...after.edges.map((edge) => [edge.id, former.has(keyOf(edge)) ? 'same' : 'added'] as const),
    ...gone.map(({ id }) => [id, 'removed'] as const),
  ];
  return { graph: { ...after, steps, edges: [...after.edges, ...gone] }, marks: { steps: new Map(stepKinds), wires: new Map(wireKinds) } };
}

/** What was removed stands where it stood, or beside what stands there now. */
function movedAside(step: Step, others: readonly Step[]): Step {
  const level = others.filter(({ parent }) => parent === step.parent);
  let { x } = step.position;
  const { y } = step.position;
  const isCovered = () => level.some(({ position }) => Math.abs(position.x - x) < near.x && Math.abs(position.y - y) < near.y);
  while (isCovered()) x += aside;
  return { ...step, position: { x, y } };
}
