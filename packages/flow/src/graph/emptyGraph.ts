import type { FlowGraph } from './FlowGraph.ts';

/** A flow with nothing on its canvas. */
export function emptyGraph(): FlowGraph {
  return { schema: 1, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: {}, edges: [] };
}
