import { type FlowGraph, portLabel } from '@noi/flow';
import { plainColour } from '@noi/ui';
import { flowPicture, type Picture } from '../flowPicture.ts';
import type { PictureFace } from '../PictureRequest.ts';

export interface PictureWords {
  readonly heading?: string;
  readonly face?: Partial<PictureFace>;
}

/** A picture whose steps are called by their own names; `face` speaks for all of them instead. */
export function aPicture(graph: FlowGraph, { heading = 'Mời đánh giá', face = {} }: PictureWords = {}): Picture {
  return flowPicture({
    graph,
    heading,
    isTitled: true,
    untitled: 'Nhóm',
    paint: (css) => plainColour(css, 'light'),
    portName: (step, port) => portLabel(step, port).vi,
    faceOf: (step) => ({ look: step.kind === 'trigger' ? 'trigger' : 'action', title: step.name ?? step.kind, summary: '', ...face }),
  });
}
