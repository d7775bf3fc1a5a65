import type { Edge, FlowGraph } from '@noi/flow';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import { describeStep } from './describeStep.ts';

/** Names wires by the steps at their ends. */
export function useWireNames(graph: FlowGraph, catalog: EditorCatalog): (edge: Edge) => string {
  const { t } = useTranslation();
  const text = useText();
  return useCallback(
    ({ from, to }) => {
      const nameOf = (id: string) => {
        const step = graph.steps[id];
        return step ? text(describeStep(step, graph, catalog).title) : '';
      };
      return t('editor.aria.wire', { from: nameOf(from), to: nameOf(to) });
    },
    [graph, catalog, t, text],
  );
}
