import { UnstyledButton } from '@mantine/core';
import { type FlowGraph, portsOf, type Step } from '@noi/flow';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { StepMark } from '../canvas/StepMark.tsx';
import { StepIcon } from '../canvas/stepLook.tsx';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './Outline.module.css';

const selectGraph = (state: EditorState) => state.graph;
const selectIssues = (state: EditorState) => state.issues;
const selectSteps = (state: EditorState) => state.selectedSteps;

/** Steps as people would read them aloud: from the trigger on, each branch to its end. */
function readingOrder(graph: FlowGraph): readonly Step[] {
  const steps = Object.values(graph.steps);
  const seen = new Set<string>();
  const order: Step[] = [];
  function visit(step: Step | undefined) {
    if (!step || seen.has(step.id)) return;
    seen.add(step.id);
    order.push(step);
    for (const port of portsOf(step)) for (const edge of graph.edges) if (edge.from === step.id && edge.port === port) visit(graph.steps[edge.to]);
  }
  for (const step of steps) if (step.kind === 'trigger') visit(step);
  for (const step of [...steps].sort((left, right) => left.position.y - right.position.y)) visit(step);
  return order;
}

/** The flow as a numbered list; a press opens the step's form. */
export function Outline() {
  const { t } = useTranslation();
  const text = useText();
  const { catalog, store } = useEditorContext();
  const graph = useEditor(selectGraph);
  const issues = useEditor(selectIssues);
  const chosen = useEditor(selectSteps);
  const order = useMemo(() => readingOrder(graph), [graph]);

  return (
    <ol className={classes.outline} aria-label={t('editor.outline')}>
      {order.map((step, index) => {
        const face = describeStep(step, graph, catalog);
        const own = issues.filter((issue) => issue.stepId === step.id);
        return (
          <li key={step.id}>
            <UnstyledButton
              className={classes.row}
              data-active={chosen.includes(step.id) || undefined}
              onClick={() => store.getState().select({ steps: [step.id] })}
            >
              <span className={classes.number}>{index + 1}</span>
              <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} size={30} />
              <span className={classes.title}>{text(face.title)}</span>
              <StepMark
                errors={own.filter((issue) => issue.severity === 'error').length}
                warnings={own.filter((issue) => issue.severity === 'warning').length}
                run={undefined}
              />
            </UnstyledButton>
          </li>
        );
      })}
    </ol>
  );
}
