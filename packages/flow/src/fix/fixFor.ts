import type { FlowGraph } from '../graph/FlowGraph.ts';
import { type Draft, openDraft } from '../validate/Draft.ts';
import type { Issue } from '../validate/Issue.ts';
import type { ValidateRequest } from '../validate/validateGraph.ts';
import type { Fix } from './Fix.ts';
import { fixFields } from './fixFields.ts';
import { fixSwitches } from './fixSwitches.ts';
import { fixWires } from './fixWires.ts';

const drafts = new WeakMap<FlowGraph, { readonly request: ValidateRequest; readonly draft: Draft }>();

/** What mends an issue of that flow at one press, as one step of undo; `null` where it is for people to say. The draft of a graph is kept, since lists ask for every issue. */
export function fixFor(issue: Issue, request: ValidateRequest): Fix | null {
  const known = drafts.get(request.graph);
  const isKnown = known?.request.catalog === request.catalog && known.request.connections === request.connections;
  const draft = isKnown ? known.draft : openDraft({ ...request, drawn: request.graph });
  if (!isKnown) drafts.set(request.graph, { request, draft });
  return fixFields(issue, draft) ?? fixSwitches(issue, draft) ?? fixWires(issue, draft);
}
