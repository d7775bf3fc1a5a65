import type { FlowGraph, Port, Step } from '@noi/flow';
import type { StepLook } from '../editor/canvas/stepLook.tsx';

/** What a step's card says, in the reader's language. */
export interface PictureFace {
  readonly look: StepLook;
  /** The provider's own icon, as SVG. */
  readonly icon?: string | undefined;
  readonly title: string;
  readonly summary: string;
}

export interface PictureRequest {
  readonly graph: FlowGraph;
  faceOf(step: Step): PictureFace;
  portName(step: Step, port: Port): string;
  /** Turns a colour of the page (`var(--noi-wire)`) into a plain one. */
  paint(css: string): string;
  /** What a group without a title is called. */
  readonly untitled: string;
  /** What screen readers say; with `isTitled` it also stands above the drawing. */
  readonly heading: string;
  readonly isTitled: boolean;
}
