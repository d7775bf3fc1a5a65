import { portWords, type StepNames } from '@noi/flow';
import { useMemo } from 'react';
import { describeStep } from '../canvas/describeStep.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

const selectGraph = (state: EditorState) => state.graph;

/** How the drawing calls its steps and ways out. */
export function useStepNames(): StepNames {
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  return useMemo(
    () => ({
      title(stepId) {
        const step = graph.steps[stepId];
        return step ? describeStep(step, graph, catalog).title : { vi: 'bước đã xoá', en: 'a removed step' };
      },
      port(stepId, port) {
        const step = graph.steps[stepId];
        return step ? portWords(step, port) : { vi: port, en: port };
      },
    }),
    [graph, catalog],
  );
}
