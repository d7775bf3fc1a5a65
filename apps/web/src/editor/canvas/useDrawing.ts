import type { FlowGraph } from '@noi/flow';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { canvasDefaults } from './canvasDefaults.ts';
import { drawnWhole, useFarView } from './farView.ts';
import { foldEdges, foldedGroups, foldNodes } from './foldGroups.ts';
import type { CanvasEdge, CanvasNode } from './types.ts';
import { useAriaWords } from './useAriaWords.ts';

interface Drawing {
  readonly graph: FlowGraph;
  /** Ids of the containers and groups that are folded away. */
  readonly collapsed: ReadonlySet<string>;
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
}

/** What every canvas gives to React Flow, whoever looks at it or edits it; and whether it is looked at from afar. */
export function useDrawing({ graph, collapsed, nodes, edges }: Drawing) {
  const { t } = useTranslation();
  const ariaLabelConfig = useAriaWords();
  const folded = useMemo(() => foldedGroups(graph, collapsed), [graph, collapsed]);
  const shownNodes = useMemo(() => foldNodes(nodes, folded, graph), [nodes, folded, graph]);
  const shownEdges = useMemo(() => foldEdges(edges, folded), [edges, folded]);
  const drawing = {
    ...canvasDefaults,
    'aria-label': t('editor.canvas'),
    ariaLabelConfig,
    nodes: shownNodes,
    edges: shownEdges,
    onlyRenderVisibleElements: nodes.length > drawnWhole,
  };
  return { drawing, isFar: useFarView(nodes.length) };
}
