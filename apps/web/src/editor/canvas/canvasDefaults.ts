import { type EdgeTypes, MarkerType, type NodeTypes } from '@xyflow/react';
import '../marks/markColours.css';
import { gridSize } from '../edits/sizes.ts';
import { ContainerCard } from './ContainerCard.tsx';
import { FoldedCard } from './FoldedCard.tsx';
import { StepCard } from './StepCard.tsx';
import { Wire } from './Wire.tsx';

/** Declared once: React Flow rebuilds every node when these objects change. */
const nodeTypes: NodeTypes = { step: StepCard, container: ContainerCard, folded: FoldedCard };
const edgeTypes: EdgeTypes = { wire: Wire };

/** A flow that fits on the screen needs no map; it would only cover cards. */
export function needsMap(nodes: readonly unknown[]): boolean {
  return nodes.length > 8;
}

/** What the editor's canvas and the read-only one have in common. */
export const canvasDefaults = {
  nodeTypes,
  edgeTypes,
  minZoom: 0.15,
  maxZoom: 1.75,
  snapGrid: [gridSize, gridSize] as [number, number],
  fitViewOptions: { padding: 0.2, maxZoom: 1 },
  defaultEdgeOptions: { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--noi-wire)' } },
};
