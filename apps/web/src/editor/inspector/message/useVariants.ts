import type { StepId } from '@noi/flow';
import { useMemo } from 'react';
import { useEditor, useEditorContext } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { variantsOf } from './variantsOf.ts';

const selectGraph = (state: EditorState) => state.graph;

/** The messages that a split sends in place of each other; empty for a message of all. */
export function useVariants(stepId: StepId) {
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  return useMemo(
    () => variantsOf(graph, stepId, ({ node, nodeVersion }) => catalog.action(node, nodeVersion)?.message !== undefined),
    [graph, stepId, catalog],
  );
}
