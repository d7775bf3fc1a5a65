import { UnstyledButton } from '@mantine/core';
import { portWords } from '@noi/flow';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { offState } from '../canvas/projectGraph.ts';
import { StepMark } from '../canvas/StepMark.tsx';
import { StepIcon } from '../canvas/stepLook.tsx';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './Outline.module.css';
import { outlineRows } from './outlineRows.ts';

const selectGraph = (state: EditorState) => state.graph;
const selectIssues = (state: EditorState) => state.issues;
const selectSteps = (state: EditorState) => state.selectedSteps;

/** The flow as a numbered list; a press opens the step's form. */
export function Outline() {
  const { t } = useTranslation();
  const text = useText();
  const { catalog, store } = useEditorContext();
  const graph = useEditor(selectGraph);
  const issues = useEditor(selectIssues);
  const chosen = useEditor(selectSteps);
  const rows = useMemo(() => outlineRows(graph), [graph]);

  return (
    <ol className={classes.outline} aria-label={t('editor.outline')}>
      {rows.map(({ step, number, depth, after }) => {
        const face = describeStep(step, graph, catalog);
        const own = issues.filter((issue) => issue.stepId === step.id);
        return (
          <li key={step.id} className={classes.item} style={{ '--depth': `${depth}` }}>
            <UnstyledButton
              className={classes.row}
              data-active={chosen.includes(step.id) || undefined}
              onClick={() => store.getState().select({ steps: [step.id] })}
            >
              <span className={classes.number}>{number}</span>
              <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} size={30} />
              <span className={classes.title}>
                {after && (
                  <span className={classes.after}>
                    {t('containers.after', { port: text(portWords(after.step, after.port)), step: text(describeStep(after.step, graph, catalog).title) })}
                  </span>
                )}
                {text(face.title)}
              </span>
              <StepMark
                errors={own.filter((issue) => issue.severity === 'error').length}
                warnings={own.filter((issue) => issue.severity === 'warning').length}
                run={undefined}
                off={offState(graph, step)}
              />
            </UnstyledButton>
          </li>
        );
      })}
    </ol>
  );
}
