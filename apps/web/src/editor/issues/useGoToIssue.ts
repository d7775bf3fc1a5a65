import type { Issue } from '@noi/flow';
import { useCallback } from 'react';
import { useEditorContext } from '../store/EditorContext.ts';

/** Goes to where an issue is mended: its field, its step, or the flow's settings. */
export function useGoToIssue(): (issue: Issue) => void {
  const { store } = useEditorContext();
  return useCallback(
    ({ stepId, field }: Issue) => {
      const { showSettings, select, focusField } = store.getState();
      if (field?.startsWith('settings.')) showSettings(true);
      if (!stepId) return;
      select({ steps: [stepId] });
      focusField(field ? { stepId, field } : null);
    },
    [store],
  );
}
