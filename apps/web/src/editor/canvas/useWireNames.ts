import type { Edge, FlowGraph } from '@noi/flow';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import { describeStep, type StepFace } from './describeStep.ts';

interface NamedWire {
  readonly from: StepFace | undefined;
  readonly to: StepFace | undefined;
  readonly language: string;
  readonly name: string;
}

const named = new WeakMap<Edge, NamedWire>();

/** Names wires by the steps at their ends. */
export function useWireNames(graph: FlowGraph, catalog: EditorCatalog): (edge: Edge) => string {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { language } = i18n;
  return useCallback(
    (edge) => {
      const faceOf = (id: string) => {
        const step = graph.steps[id];
        return step && describeStep(step, graph, catalog);
      };
      const from = faceOf(edge.from);
      const to = faceOf(edge.to);
      const known = named.get(edge);
      // Words are looked up only for wires whose ends read differently now: a long flow has hundreds of them.
      if (known && known.from === from && known.to === to && known.language === language) return known.name;
      const name = t('editor.aria.wire', { from: from ? text(from.title) : '', to: to ? text(to.title) : '' });
      named.set(edge, { from, to, language, name });
      return name;
    },
    [graph, catalog, language, t, text],
  );
}
