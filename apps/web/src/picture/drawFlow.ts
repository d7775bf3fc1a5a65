import { type FlowGraph, portLabel } from '@noi/flow';
import { plainColour } from '@noi/ui';
import { describeStep } from '../editor/canvas/describeStep.ts';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import type { Language } from '../words/startWords.ts';
import { flowPicture, type Picture } from './flowPicture.ts';

export interface DrawRequest {
  readonly graph: FlowGraph;
  readonly catalog: EditorCatalog;
  /** What screen readers say, and what stands above the drawing where `isTitled`. */
  readonly name: string;
  readonly language: Language;
  readonly scheme: 'light' | 'dark';
  readonly isTitled?: boolean;
}

const untitled = { vi: 'Nhóm', en: 'Group' };

/** A flow's picture with the words of the canvas, in one language and for a light or a dark page. */
export function drawFlow({ graph, catalog, name, language, scheme, isTitled = false }: DrawRequest): Picture {
  return flowPicture({
    graph,
    heading: name,
    isTitled,
    untitled: untitled[language],
    paint: (css) => plainColour(css, scheme),
    portName: (step, port) => portLabel(step, port)[language],
    faceOf(step) {
      const { look, svg, glyph, title, summary } = describeStep(step, graph, catalog);
      return { look, icon: glyph ? undefined : svg, title: title[language], summary: summary[language] };
    },
  });
}
