import { Box } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { RowSkeletons } from '@noi/ui';
import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { TourLook } from '../tour/TourLook.tsx';
import { EditorDialogs } from './actions/EditorDialogs.tsx';
import { EditorCanvas } from './canvas/EditorCanvas.tsx';
import { useCanvasStands } from './canvas/useCanvasStands.ts';
import { useKeptFolding } from './canvas/useKeptFolding.ts';
import { useClipboard } from './clipboard/useClipboard.ts';
import classes from './EditorLayout.module.css';
import { IssuesPanel } from './issues/IssuesPanel.tsx';
import { NumbersLayer } from './numbers/NumbersLayer.tsx';
import columnClasses from './outline/SideColumn.module.css';
import { NodeSearch } from './palette/NodeSearch.tsx';
import { PinsProvider } from './pins/PinsProvider.tsx';
import { StepForm } from './StepForm.tsx';
import { FlowNotices } from './topbar/FlowNotices.tsx';
import { TopBar } from './topbar/TopBar.tsx';
import type { FlowFacts } from './useForeignChanges.ts';
import { useIssues } from './useIssues.ts';
import { useShortcuts } from './useShortcuts.ts';
import { MoveBar } from './versions/MoveBar.tsx';

/** A phone has a layout of its own. */
const PhoneLayout = lazy(async () => ({ default: (await import('./PhoneLayout.tsx')).PhoneLayout }));

/** Palette, canvas and inspector with the bars around them; on a phone the outline is the editor. */
export function EditorLayout({ facts }: { facts: FlowFacts }) {
  useIssues();
  useKeptFolding();
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return (
    <ReactFlowProvider>
      <TourLook />
      <PinsProvider>
        <Suspense>{isPhone ? <PhoneLayout facts={facts} /> : <DeskLayout facts={facts} />}</Suspense>
      </PinsProvider>
    </ReactFlowProvider>
  );
}

/** Comes once the canvas stands. */
const SideColumn = lazy(async () => ({ default: (await import('./outline/SideColumn.tsx')).SideColumn }));

function ColumnToCome() {
  const { t } = useTranslation();
  return (
    <div className={columnClasses.column}>
      <Box p="sm">
        <RowSkeletons rows={9} height={44} label={t('app.loading')} />
      </Box>
    </div>
  );
}

function DeskLayout({ facts }: { facts: FlowFacts }) {
  useShortcuts();
  useClipboard();
  const stands = useCanvasStands();
  return (
    <div className={classes.desk}>
      <TopBar facts={facts} isWhole={stands} />
      <FlowNotices facts={facts} />
      <div className={classes.palette}>
        <Suspense fallback={<ColumnToCome />}>{stands ? <SideColumn /> : <ColumnToCome />}</Suspense>
      </div>
      <div className={classes.canvas}>
        <MoveBar />
        <div className={classes.drawing}>
          <NumbersLayer live={facts}>
            <EditorCanvas stands={stands} />
          </NumbersLayer>
        </div>
        <IssuesPanel />
      </div>
      <StepForm />
      <NodeSearch />
      <EditorDialogs />
    </div>
  );
}
