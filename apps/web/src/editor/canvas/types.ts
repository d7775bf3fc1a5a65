import type { Group, Port, Step, StepRunState } from '@noi/flow';
import type { Edge, Node } from '@xyflow/react';
import type { StepFace } from './describeStep.ts';

/** Where a step stands in a run, for the run page. */
export interface StepRunMark {
  readonly state: StepRunState | 'pending';
  /** A short word beside the state: a time, a number of tries. */
  readonly note?: string;
}

export interface StepNodeData extends Record<string, unknown> {
  readonly step: Step;
  readonly face: StepFace;
  readonly errors: number;
  readonly warnings: number;
  /** Ports that have a wire. */
  readonly wired: readonly Port[];
  readonly isReadOnly: boolean;
  /** How large it is drawn. */
  readonly width: number;
  readonly height: number;
  /** Of a container: how many steps it holds, at any depth, and whether they are folded away. */
  readonly held: number;
  readonly isCollapsed: boolean;
  readonly run?: StepRunMark | undefined;
  readonly off: OffState;
  /** Of the card of a folded group: the rest is then what its first member says. */
  readonly fold?: { readonly group: Group; readonly count: number; readonly errors: number } | undefined;
}

/** Whether runs leave a step out: it is switched off, or passed by because of another that is. */
export type OffState = 'off' | 'passed' | null;

export interface WireData extends Record<string, unknown> {
  readonly port: Port;
  readonly isReadOnly: boolean;
  /** In a run: the wire was taken, or will never be. Of a draft: no run goes along it. */
  readonly fate?: 'taken' | 'idle' | undefined;
}

/** React Flow's view of a step and of a wire; never saved. */
export type CanvasNode = Node<StepNodeData, 'step' | 'container' | 'folded'>;
export type CanvasEdge = Edge<WireData, 'wire'>;

declare module 'react' {
  /** Colours reach plain CSS as variables. */
  interface CSSProperties {
    [variable: `--${string}`]: string | undefined;
  }
}
