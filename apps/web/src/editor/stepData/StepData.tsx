import { dataFor, type StepId } from '@noi/flow';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { type DataBranch, type DataNode, dataByPath, dataTree } from './dataTree.ts';

interface StepData {
  readonly branches: readonly DataBranch[];
  readonly byPath: ReadonlyMap<string, DataNode>;
  /** Samples in the shape that templates read. */
  readonly sample: { readonly trigger: Readonly<Record<string, unknown>>; readonly steps: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

const none: StepData = { branches: [], byPath: new Map(), sample: { trigger: {}, steps: {} } };
const StepDataContext = createContext<StepData>(none);
const selectGraph = (state: EditorState) => state.graph;

/** Works out once what the chosen step can read, for all the fields of its form. */
export function StepDataProvider({ stepId, children }: { stepId: StepId; children: ReactNode }) {
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  const data = useMemo<StepData>(() => {
    const sources = dataFor({ graph, stepId, catalog });
    const branches = dataTree(sources);
    const steps = Object.fromEntries(sources.filter((source) => source.stepId !== 'trigger').map((source) => [source.stepId, source.sample]));
    const trigger = sources.find((source) => source.stepId === 'trigger')?.sample ?? {};
    return { branches, byPath: dataByPath(branches), sample: { trigger, steps } };
  }, [graph, stepId, catalog]);
  return <StepDataContext value={data}>{children}</StepDataContext>;
}

/** What the chosen step can read. */
export function useStepData(): StepData {
  return useContext(StepDataContext);
}
