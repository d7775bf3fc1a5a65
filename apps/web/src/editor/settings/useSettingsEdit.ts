import type { FlowSettings } from '@noi/flow';
import { useText } from '../../words/useText.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

const selectSettings = (state: EditorState) => state.graph.settings;
const selectIssues = (state: EditorState) => state.issues;

/** The flow's settings, their change as a command, and what is to be mended in them. `typed` names what is typed in, so that quick changes of it are undone together. */
export function useSettingsEdit() {
  const text = useText();
  const { store } = useEditorContext();
  const settings = useEditor(selectSettings);
  const issues = useEditor(selectIssues);
  return {
    settings,
    change(next: FlowSettings, typed?: keyof FlowSettings) {
      store.getState().send({ type: 'settings.change', settings: next }, typed ? { mergeKey: `settings:${typed}` } : {});
    },
    /** What is wrong with a setting, or with a part of it. */
    problemOf(field: keyof FlowSettings): string | null {
      const path = `settings.${field}`;
      const issue = issues.find((known) => known.stepId === undefined && (known.field === path || known.field?.startsWith(`${path}.`)));
      return issue ? text(issue.message) : null;
    },
  };
}
