import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { whenIdle } from '../app/whenIdle.ts';
import { TourLook } from '../tour/TourLook.tsx';
import { EditorDialogs } from './actions/EditorDialogs.tsx';
import { EditorCanvas } from './canvas/EditorCanvas.tsx';
import { FlowCanvas } from './canvas/FlowCanvas.tsx';
import { useKeptFolding } from './canvas/useKeptFolding.ts';
import { loadPasteText } from './clipboard/loadPasteText.ts';
import { useClipboard } from './clipboard/useClipboard.ts';
import classes from './EditorLayout.module.css';
import { IssuesPanel } from './issues/IssuesPanel.tsx';
import { NumbersLayer } from './numbers/NumbersLayer.tsx';
import { PhoneViews } from './outline/PhoneViews.tsx';
import { SideColumn } from './outline/SideColumn.tsx';
import { NodeSearch } from './palette/NodeSearch.tsx';
import { PinsProvider } from './pins/PinsProvider.tsx';
import { useEditor, useEditorContext } from './store/EditorContext.ts';
import type { EditorState } from './store/EditorState.ts';
import { FlowNotices } from './topbar/FlowNotices.tsx';
import { TopBar } from './topbar/TopBar.tsx';
import type { FlowFacts } from './useForeignChanges.ts';
import { useIssues } from './useIssues.ts';
import { useShortcuts } from './useShortcuts.ts';
import { MoveBar } from './versions/MoveBar.tsx';

const loadInspector = () => import('./inspector/Inspector.tsx');
const Inspector = lazy(async () => ({ default: (await loadInspector()).Inspector }));

const selectGraph = (state: EditorState) => state.graph;
const selectHasChosen = (state: EditorState) => state.selectedSteps.length > 0;
const selectChosen = (state: EditorState) => (state.selectedSteps.length === 1 ? (state.selectedSteps[0] ?? null) : null);

/** Palette, canvas and inspector with the bars around them; on a phone the outline is the editor. */
export function EditorLayout({ facts }: { facts: FlowFacts }) {
  useIssues();
  useKeptFolding();
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return (
    <ReactFlowProvider>
      <TourLook />
      <PinsProvider>{isPhone ? <PhoneLayout facts={facts} /> : <DeskLayout facts={facts} />}</PinsProvider>
    </ReactFlowProvider>
  );
}

/** What comes once the canvas stands, so that it is there before somebody asks for it. What cannot be had now is asked for again when it is needed. */
function loadAhead() {
  for (const load of [loadInspector, loadPasteText]) load().catch(() => undefined);
  return undefined;
}

function Form() {
  const hasChosen = useEditor(selectHasChosen);
  useEffect(() => whenIdle(loadAhead), []);
  return <Suspense fallback={null}>{hasChosen && <Inspector />}</Suspense>;
}

function DeskLayout({ facts }: { facts: FlowFacts }) {
  useShortcuts();
  useClipboard();
  return (
    <div className={classes.desk}>
      <TopBar facts={facts} />
      <FlowNotices facts={facts} />
      <div className={classes.palette}>
        <SideColumn />
      </div>
      <div className={classes.canvas}>
        <MoveBar />
        <div className={classes.drawing}>
          <NumbersLayer live={facts}>
            <EditorCanvas />
          </NumbersLayer>
        </div>
        <IssuesPanel />
      </div>
      <Form />
      <NodeSearch />
      <EditorDialogs />
    </div>
  );
}

function PhoneLayout({ facts }: { facts: FlowFacts }) {
  useShortcuts();
  const { t } = useTranslation();
  const { catalog, store } = useEditorContext();
  const graph = useEditor(selectGraph);
  const chosen = useEditor(selectChosen);
  const select = (stepId: string | null) => store.getState().select({ steps: stepId ? [stepId] : [] });

  return (
    <div className={classes.phone}>
      <TopBar facts={facts} isCompact />
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
        title={t('editor.inspector')}
        styles={{ body: { padding: 0 } }}
      >
        <Form />
      </Drawer>
    </div>
  );
}
