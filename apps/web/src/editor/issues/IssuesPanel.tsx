import { UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { FixButton } from './FixButton.tsx';
import classes from './IssuesPanel.module.css';
import { useGoToIssue } from './useGoToIssue.ts';

const selectIssues = (state: EditorState) => state.issues;
const selectGraph = (state: EditorState) => state.graph;

/** Lists what stops the flow from being published; a press goes to the field at fault. Absent when there is nothing to fix. */
export function IssuesPanel() {
  const { t } = useTranslation();
  const text = useText();
  const { catalog } = useEditorContext();
  const goTo = useGoToIssue();
  const issues = useEditor(selectIssues);
  const graph = useEditor(selectGraph);
  const [isOpen, setOpen] = useState(false);
  if (issues.length === 0) return null;

  const errors = issues.filter((issue) => issue.severity === 'error').length;
  return (
    <section className={classes.panel} aria-label={t('editor.toFix')}>
      <UnstyledButton className={classes.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {errors > 0 ? <IconAlertCircle size={16} color="var(--noi-failure)" /> : <IconAlertTriangle size={16} color="var(--noi-wait)" />}
        <span>{t('editor.toFix')}</span>
        <span className={classes.count} data-mild={errors === 0 || undefined}>
          {issues.length}
        </span>
        {isOpen ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
      </UnstyledButton>
      {isOpen && (
        <ul className={classes.list}>
          {issues.map((issue) => {
            const step = issue.stepId === undefined ? undefined : graph.steps[issue.stepId];
            return (
              <li className={classes.item} key={`${issue.stepId ?? ''}:${issue.field ?? ''}:${issue.code}:${issue.message.en}`}>
                <UnstyledButton className={classes.issue} onClick={() => goTo(issue)}>
                  {issue.severity === 'error' ? (
                    <IconAlertCircle size={16} color="var(--noi-failure)" />
                  ) : (
                    <IconAlertTriangle size={16} color="var(--noi-wait)" />
                  )}
                  <span>
                    {step && <b>{text(describeStep(step, graph, catalog).title)}: </b>}
                    {text(issue.message)}
                  </span>
                </UnstyledButton>
                <FixButton issue={issue} />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
