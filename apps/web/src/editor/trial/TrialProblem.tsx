import { Alert, List } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { readError } from '../../errors/readError.ts';
import { useText } from '../../words/useText.ts';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { useStepNames } from './useStepNames.ts';

const selectIssues = (state: EditorState) => state.issues;

/** Why a trial could not be made; of a draft with faults, which. */
export function TrialProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const text = useText();
  const names = useStepNames();
  const errors = useEditor(selectIssues).filter((issue) => issue.severity === 'error');
  const { code, text: words } = readError(error);
  return (
    <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />} title={t('editor.tryBlocked')}>
      {code === 'flow_invalid' && errors.length > 0 ? (
        <List size="sm" spacing={4}>
          {errors.map((issue) => (
            <List.Item key={`${issue.stepId ?? ''}:${issue.field ?? ''}:${issue.code}`}>
              {issue.stepId !== undefined && <b>{text(names.title(issue.stepId))}: </b>}
              {text(issue.message)}
            </List.Item>
          ))}
        </List>
      ) : (
        text(words)
      )}
    </Alert>
  );
}
