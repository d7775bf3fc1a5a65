import { UnstyledButton } from '@mantine/core';
import type { Issue } from '@noi/flow';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { FixButton } from './FixButton.tsx';
import classes from './IssuesPanel.module.css';
import { useGoToIssue } from './useGoToIssue.ts';

const selectGraph = (state: EditorState) => state.graph;

/** Each issue with the step that it is about, the way there and, where there is one, the way to mend it at a press. */
export function IssueList({ issues }: { issues: readonly Issue[] }) {
  const text = useText();
  const { catalog } = useEditorContext();
  const goTo = useGoToIssue();
  const graph = useEditor(selectGraph);
  return (
    <ul className={classes.list}>
      {issues.map((issue) => {
        const step = issue.stepId === undefined ? undefined : graph.steps[issue.stepId];
        return (
          <li className={classes.item} key={`${issue.stepId ?? ''}:${issue.field ?? ''}:${issue.code}:${issue.message.en}`}>
            <UnstyledButton className={classes.issue} onClick={() => goTo(issue)}>
              {issue.severity === 'error' ? <IconAlertCircle size={16} color="var(--noi-failure)" /> : <IconAlertTriangle size={16} color="var(--noi-wait)" />}
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
  );
}
