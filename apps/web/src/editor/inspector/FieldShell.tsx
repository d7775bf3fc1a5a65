import { Anchor } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useText } from '../../words/useText.ts';
import { FixButton } from '../issues/FixButton.tsx';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { FieldIssuesContext } from './FieldIssuesContext.ts';
import classes from './FieldShell.module.css';

export interface FieldShellProps {
  readonly stepId: string;
  /** Path in the step's form: `templateData.order_code`. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isRequired?: boolean;
  /** A page that says more. */
  readonly helpUrl?: string | undefined;
  /** `describedBy` ties the control to its hint and issues. */
  children(control: { isInvalid: boolean; describedBy: string }): ReactNode;
}

/** Label, hint and issues around one control. When an issue of the list is pressed, its field comes into view and takes the focus. */
export function FieldShell({ stepId, path, label, hint, isRequired = false, helpUrl, children }: FieldShellProps) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = useEditorContext();
  const issues = useEditor(useShallow((state: EditorState) => state.issues.filter((issue) => issue.stepId === stepId && issue.field === path)));
  const isAsked = useEditor(({ focusedField }: EditorState) => focusedField?.stepId === stepId && focusedField.field === path);
  const box = useRef<HTMLDivElement>(null);
  const notes = useId();

  useEffect(() => {
    if (!isAsked || !box.current) return;
    box.current.scrollIntoView({ block: 'center' });
    box.current.querySelector<HTMLElement>('[role="textbox"], input, textarea, [role="combobox"], button')?.focus();
    store.getState().focusField(null);
  }, [isAsked, store]);

  const errors = issues.filter((issue) => issue.severity === 'error');
  return (
    <div ref={box} className={classes.field} data-field={path}>
      <div className={classes.label} aria-hidden="true">
        {label}
        {isRequired && <span className={classes.required}> *</span>}
      </div>
      <FieldIssuesContext value={issues}>{children({ isInvalid: errors.length > 0, describedBy: notes })}</FieldIssuesContext>
      <div id={notes}>
        {issues.map((issue) => (
          <div key={`${issue.code}:${issue.message.en}`} className={issue.severity === 'error' ? classes.error : classes.warning}>
            {text(issue.message)}
            <div>
              <FixButton issue={issue} />
            </div>
          </div>
        ))}
        {hint && issues.length === 0 && <div className={classes.hint}>{hint}</div>}
        {helpUrl && (
          <Anchor size="xs" href={helpUrl} target="_blank" rel="noreferrer">
            {t('forms.moreHelp')}
          </Anchor>
        )}
      </div>
    </div>
  );
}
