import { Drawer, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EditorDialogs } from './actions/EditorDialogs.tsx';
import { FlowCanvas } from './canvas/FlowCanvas.tsx';
import classes from './EditorLayout.module.css';
import { IssuesPanel } from './issues/IssuesPanel.tsx';
import { NumbersLayer } from './numbers/NumbersLayer.tsx';
import { PhoneViews } from './outline/PhoneViews.tsx';
import { NodeSearch } from './palette/NodeSearch.tsx';
import { StepForm } from './StepForm.tsx';
import { useEditor, useEditorContext } from './store/EditorContext.ts';
import type { EditorState } from './store/EditorState.ts';
import { FlowNotices } from './topbar/FlowNotices.tsx';
import { TopBar } from './topbar/TopBar.tsx';
import type { FlowFacts } from './useForeignChanges.ts';
import { useShortcuts } from './useShortcuts.ts';
import { MoveBar } from './versions/MoveBar.tsx';

const selectGraph = (state: EditorState) => state.graph;
const selectChosen = (state: EditorState) => (state.selectedSteps.length === 1 ? (state.selectedSteps[0] ?? null) : null);

/** The outline is the editor; the drawing is there to look at, and forms come from below. */
export function PhoneLayout({ facts }: { facts: FlowFacts }) {
  useShortcuts();
  const { t } = useTranslation();
  const { catalog, store } = useEditorContext();
  const graph = useEditor(selectGraph);
  const chosen = useEditor(selectChosen);
  const select = (stepId: string | null) => store.getState().select({ steps: stepId ? [stepId] : [] });

  return (
    <div className={classes.phone}>
      <TopBar facts={facts} isCompact isWhole />
      <MoveBar />
      <FlowNotices facts={facts} />
      <IssuesPanel />
      <PhoneViews
        drawing={
          <NumbersLayer live={facts}>
            <FlowCanvas graph={graph} catalog={catalog} selectedStepId={chosen} onSelect={select} hasMap={false} />
          </NumbersLayer>
        }
      />
      <NodeSearch />
      <EditorDialogs />
      <Drawer
        opened={chosen !== null}
        onClose={() => select(null)}
        position="bottom"
        size="85%"
        // The form has a heading and a way out of its own.
        title={<VisuallyHidden>{t('editor.inspector')}</VisuallyHidden>}
        withCloseButton={false}
        styles={{ header: { minHeight: 0, padding: 0 }, body: { padding: 0 } }}
      >
        <StepForm />
      </Drawer>
    </div>
  );
}
