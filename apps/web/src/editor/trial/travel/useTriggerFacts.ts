import { runningGraph, triggerOutput } from '@noi/flow';
import { useMemo } from 'react';
import { useEditor, useEditorContext } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';

const selectGraph = (state: EditorState) => state.graph;

/** What starts the flow: its kind of event, the data in it and a believable example; null while there is no trigger. */
export function useTriggerFacts() {
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  return useMemo(() => {
    const step = Object.values(runningGraph(graph).steps).find(({ kind }) => kind === 'trigger');
    if (step?.kind !== 'trigger') return null;
    const node = catalog.trigger(step.node, step.nodeVersion);
    const output = triggerOutput(step, { graph, catalog });
    return node && output ? { event: node.event, fields: output.fields, sample: output.sample } : null;
  }, [graph, catalog]);
}

export type TriggerFacts = NonNullable<ReturnType<typeof useTriggerFacts>>;
