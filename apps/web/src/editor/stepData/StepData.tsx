import { dataFor, type FlowGraph, type StepId } from '@noi/flow';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { type DataBranch, type DataNode, dataByPath, dataTree, type GivenData } from './dataTree.ts';
import { useGivenData } from './useGivenData.ts';

interface StepData {
  readonly branches: readonly DataBranch[];
  readonly byPath: ReadonlyMap<string, DataNode>;
  /** Samples in the shape that templates read. */
  readonly sample: { readonly trigger: Readonly<Record<string, unknown>>; readonly steps: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

const none: StepData = { branches: [], byPath: new Map(), sample: { trigger: {}, steps: {} } };
/** What the fields of a form can read; `StepDataProvider` fills it. */
export const StepDataContext = createContext<StepData>(none);
const selectGraph = (state: EditorState) => state.graph;

/** Works out once what the chosen step can read, for all the fields of its form. */
export function StepDataProvider({ stepId, children }: { stepId: StepId; children: ReactNode }) {
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  const { given } = useGivenData();
  const asked = { graph, stepId, catalog, given };
  const [known, setKnown] = useState(() => ({ ...asked, data: readable(asked) }));
  const isOld = known.catalog !== catalog || known.stepId !== stepId || known.given !== given || !isSameButFor(stepId, known.graph, graph);
  const current = isOld ? { ...asked, data: readable(asked) } : known;
  if (isOld) setKnown(current);
  return <StepDataContext value={current.data}>{children}</StepDataContext>;
}

interface Asked {
  readonly graph: FlowGraph;
  readonly stepId: StepId;
  readonly catalog: EditorCatalog;
  readonly given?: GivenData;
}

/** What a step can read, in the forms that pickers and pills need. */
export function readable({ graph, stepId, catalog, given }: Asked): StepData {
  const branches = dataTree(dataFor({ graph, stepId, catalog }), given);
  const sources = branches.map(({ source }) => source);
  const steps = Object.fromEntries(sources.filter((source) => source.stepId !== 'trigger').map((source) => [source.stepId, source.sample]));
  const trigger = sources.find((source) => source.stepId === 'trigger')?.sample ?? {};
  return { branches, byPath: dataByPath(branches), sample: { trigger, steps } };
}

/** What a step can read never hangs on the step itself, so typing in its form changes nothing. */
function isSameButFor(stepId: StepId, left: FlowGraph, right: FlowGraph): boolean {
  if (left === right) return true;
  if (left.edges !== right.edges || left.settings !== right.settings) return false;
  const ids = Object.keys(right.steps);
  return ids.length === Object.keys(left.steps).length && ids.every((id) => id === stepId || left.steps[id] === right.steps[id]);
}

/** What the chosen step can read. */
export function useStepData(): StepData {
  return useContext(StepDataContext);
}
