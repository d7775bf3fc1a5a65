import { portsOf, type Step } from '@noi/flow';
import { type NodeHandle, Position } from '@xyflow/react';
import type { Size } from '../edits/sizes.ts';
import { portOffset } from './ports.ts';

/** As the style sheet of cards draws them: the thick edge on the left, the thin one around, the dots that lie across it. */
const leftEdge = 4;
const edge = 1;
const inDot = 12;
const outDot = 14;

/** Where wires meet a card of this size. React Flow is told, so that it need not measure thousands of dots before it draws the first wire. */
export function portPlaces(step: Step, { width, height }: Size): NodeHandle[] {
  const inner = width - leftEdge - edge;
  const out = portsOf(step).map((port): NodeHandle => {
    const x = leftEdge + (portOffset(step, port) / 100) * inner - outDot / 2;
    return { id: port, type: 'source', position: Position.Bottom, x, y: height - edge - outDot / 2, width: outDot, height: outDot };
  });
  if (step.kind === 'trigger' || step.kind === 'errorHandler') return out;
  const x = leftEdge + inner / 2 - inDot / 2;
  return [{ id: 'in', type: 'target', position: Position.Top, x, y: edge - inDot / 2, width: inDot, height: inDot }, ...out];
}
