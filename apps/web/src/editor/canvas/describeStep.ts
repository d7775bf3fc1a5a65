import { type FlowGraph, type Step, stepSummary, stepTitle } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import { type Glyph, glyphOf } from './glyphs.tsx';
import { labelSources } from './labelSources.ts';
import { logicLook, type StepLook } from './stepLook.tsx';

/** What a card says about its step. */
export interface StepFace {
  readonly look: StepLook;
  readonly svg?: string | undefined;
  readonly glyph?: Glyph | undefined;
  readonly title: Text;
  readonly summary: Text;
}

const faces = new WeakMap<Step, { sources: object; catalog: EditorCatalog; face: StepFace }>();

/** The words and the look of a step, remembered until the step or what its words hang on changes. */
export function describeStep(step: Step, graph: FlowGraph, catalog: EditorCatalog): StepFace {
  const sources = labelSources(graph);
  const known = faces.get(step);
  if (known && known.catalog === catalog && known.sources === sources) return known.face;
  const made = makeFace(step, graph, catalog);
  const face = known && isSameFace(known.face, made) ? known.face : made;
  faces.set(step, { sources, catalog, face });
  return face;
}

function isSameFace(left: StepFace, right: StepFace): boolean {
  return (
    left.look === right.look &&
    left.title.vi === right.title.vi &&
    left.title.en === right.title.en &&
    left.summary.vi === right.summary.vi &&
    left.summary.en === right.summary.en
  );
}

function makeFace(step: Step, graph: FlowGraph, catalog: EditorCatalog): StepFace {
  const words = { title: stepTitle({ step, graph, catalog }), summary: stepSummary({ step, graph, catalog }) };
  switch (step.kind) {
    case 'trigger':
      return { ...words, look: 'trigger', svg: catalog.packageOf(step.node)?.icon, glyph: glyphOf(catalog.nodeOf(step)) };
    case 'action': {
      const node = catalog.action(step.node, step.nodeVersion);
      return { ...words, look: node?.message ? 'message' : 'action', svg: catalog.packageOf(step.node)?.icon, glyph: glyphOf(node) };
    }
    default:
      return { ...words, look: logicLook(step.kind), glyph: step.kind };
  }
}
