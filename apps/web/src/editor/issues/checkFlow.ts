import { type ConnectionFact, type FileFact, type FlowCatalog, type FlowFact, type FlowGraph, type Issue, validateGraph } from '@noi/flow';
import type { PackageDescriptor } from '@noi/node-sdk';
import { createEditorCatalog } from '../catalog/EditorCatalog.ts';

/** What flows are checked against; sent once, for it is large and never changes while the editor is open. */
export interface CheckGround {
  readonly packages: readonly PackageDescriptor[];
  readonly flows: readonly FlowFact[] | undefined;
  readonly connections: readonly ConnectionFact[];
}

export type CheckRequest =
  | { readonly ground: CheckGround }
  /** What the shop keeps now; told when a flow names files. */
  | { readonly files: readonly FileFact[] }
  | { readonly graph: FlowGraph; readonly number: number };
export interface CheckAnswer {
  readonly issues: readonly Issue[];
  readonly number: number;
}

/** Checks flows one after the other against the ground that came before them. */
export function createChecker(): (request: CheckRequest) => CheckAnswer | null {
  let held: { catalog: FlowCatalog; connections: readonly ConnectionFact[] } | null = null;
  return (request) => {
    if ('ground' in request) {
      const { packages, flows, connections } = request.ground;
      held = { catalog: createEditorCatalog(packages, flows), connections };
      return null;
    }
    if ('files' in request) {
      if (held) held = { ...held, catalog: { ...held.catalog, files: request.files } };
      return null;
    }
    return held && { issues: validateGraph({ graph: request.graph, ...held }), number: request.number };
  };
}

/** The same issues in the same objects as before where nothing changed about them; the very same list when nothing did. */
export function keptIssues(before: readonly Issue[], next: readonly Issue[]): readonly Issue[] {
  const known = new Map(before.map((issue) => [JSON.stringify(issue), issue]));
  const kept = next.map((issue) => known.get(JSON.stringify(issue)) ?? issue);
  return kept.length === before.length && kept.every((issue, index) => issue === before[index]) ? before : kept;
}
