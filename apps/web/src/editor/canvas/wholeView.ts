import { type FlowGraph, membersOf } from '@noi/flow';
import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { sizeOf } from '../edits/sizes.ts';
import { canvasDefaults } from './canvasDefaults.ts';

/** Where the canvas has to look to show all of a flow, whether its cards are drawn there yet or not. */
export function wholeView(graph: FlowGraph): Viewport {
  const boxes = membersOf(graph, null).map((step) => ({ ...step.position, ...sizeOf(graph, step) }));
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const bounds = { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  const { padding, maxZoom } = canvasDefaults.fitViewOptions;
  return getViewportForBounds(bounds, canvas?.width ?? 0, canvas?.height ?? 0, canvasDefaults.minZoom, maxZoom, padding);
}
