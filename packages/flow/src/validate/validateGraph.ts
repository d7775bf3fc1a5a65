import type { FlowGraph } from '../graph/FlowGraph.ts';
import type { ConnectionFact, FlowCatalog } from './FlowCatalog.ts';
import type { Issue } from './Issue.ts';

export interface ValidateRequest {
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
  readonly connections: readonly ConnectionFact[];
}

export function validateGraph(_request: ValidateRequest): readonly Issue[] {
  return [];
}
