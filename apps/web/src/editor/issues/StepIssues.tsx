import { Alert, Stack } from '@mantine/core';
import type { Step } from '@noi/flow';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../../words/useText.ts';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { FixButton } from './FixButton.tsx';

const selectIssues = (state: EditorState) => state.issues;

/** What is to be mended about a step as a whole, above its form; what is wrong with a field stands at the field. */
export function StepIssues({ step }: { step: Step }) {
  const text = useText();
  const issues = useEditor(selectIssues).filter((issue) => issue.stepId === step.id && issue.field === undefined);
  if (issues.length === 0) return null;
  return (
    <Stack gap="xs" mb="md">
      {issues.map((issue) => (
        <Alert
          key={`${issue.code}:${issue.message.en}`}
          color={issue.severity === 'error' ? 'red' : 'yellow'}
          icon={issue.severity === 'error' ? <IconAlertCircle size={18} /> : <IconAlertTriangle size={18} />}
        >
          <Stack gap={6} align="flex-start">
            {text(issue.message)}
            <FixButton issue={issue} />
          </Stack>
        </Alert>
      ))}
    </Stack>
  );
}
