import { type FlowGraph, type Step, stepTitle } from '@noi/flow';
import type { Text as Words } from '@noi/node-sdk';
import { describeStep } from '../editor/canvas/describeStep.ts';
import { StepIcon } from '../editor/canvas/stepLook.tsx';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { useText } from '../words/useText.ts';
import classes from './TemplateSteps.module.css';

/** A template's steps as a small picture: from the trigger down, with icons and titles. */
export function TemplateSteps({ graph, catalog }: { graph: FlowGraph; catalog: EditorCatalog }) {
  const text = useText();
  const steps = Object.values(graph.steps).sort((left, right) => left.position.y - right.position.y || left.position.x - right.position.x);
  return (
    <ol className={classes.steps}>
      {steps.map((step) => {
        const face = describeStep(step, graph, catalog);
        return (
          <li key={step.id} className={classes.step}>
            <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} size={28} />
            <span>{text(shortTitle(step, graph, catalog))}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** What kind of thing happens, in both languages; to whom and in the template's own words is for the editor. */
function shortTitle(step: Step, graph: FlowGraph, catalog: EditorCatalog): Words {
  const known = catalog.nodeOf(step)?.title;
  if (known) return known;
  const { name: _ownName, ...unnamed } = step;
  return stepTitle({ step: unnamed.kind === 'stop' ? { ...unnamed, reason: '' } : unnamed, graph, catalog });
}
