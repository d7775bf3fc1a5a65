import { UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './IssuesPanel.module.css';

/** Loaded when the list is opened: what can mend issues knows all rules. */
const IssueList = lazy(async () => ({ default: (await import('./IssueList.tsx')).IssueList }));

const selectIssues = (state: EditorState) => state.issues;

/** Lists what stops the flow from being published; a press goes to the field at fault. Absent when there is nothing to fix. */
export function IssuesPanel() {
  const { t } = useTranslation();
  const issues = useEditor(selectIssues);
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
        <Suspense>
          <IssueList issues={issues} />
        </Suspense>
      )}
    </section>
  );
}
