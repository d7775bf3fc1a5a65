import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconHistory, IconPlayerPlay, IconSettings } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleBar } from '../people/PeopleBar.tsx';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { TrialDrawer } from '../trial/TrialDrawer.tsx';
import type { FlowFacts } from '../useForeignChanges.ts';
import { type FileAsk, FileDialogs, FileItems, FileMenu } from './FileMenu.tsx';
import { OnceOpened } from './OnceOpened.tsx';
import { PublishButton } from './PublishButton.tsx';

const FlowSettingsDrawer = lazy(async () => ({ default: (await import('../settings/FlowSettingsDrawer.tsx')).FlowSettingsDrawer }));
const VersionsDrawer = lazy(async () => ({ default: (await import('../versions/VersionsDrawer.tsx')).VersionsDrawer }));

const selectIsShowingSettings = (state: EditorState) => state.isShowingSettings;
const selectCanUndo = (state: EditorState) => state.history.done.length > 0;
const selectCanRedo = (state: EditorState) => state.history.undone.length > 0;

/** Who is here, undo, the flow's own dialogs, trying and publishing. */
export function BarActions({ facts, isCompact }: { facts: FlowFacts; isCompact: boolean }) {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const canUndo = useEditor(selectCanUndo);
  const canRedo = useEditor(selectCanRedo);
  const isShowingSettings = useEditor(selectIsShowingSettings);
  const [isTrying, setTrying] = useState(false);
  const [isShowingVersions, setShowingVersions] = useState(false);
  const [askedFile, setAskedFile] = useState<FileAsk | null>(null);

  return (
    <>
      <Group gap={6} wrap="nowrap">
        <PeopleBar />
        {!isCompact && (
          <>
            <Tooltip label={t('editor.undoKey')}>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('editor.undo')} disabled={!canUndo} onClick={() => store.getState().undo()}>
                <IconArrowBackUp size={19} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('editor.redoKey')}>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('editor.redo')} disabled={!canRedo} onClick={() => store.getState().redo()}>
                <IconArrowForwardUp size={19} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('flowSettings.title')}>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('flowSettings.title')} onClick={() => store.getState().showSettings(true)}>
                <IconSettings size={19} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('versions.title')}>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('versions.title')} onClick={() => setShowingVersions(true)}>
                <IconHistory size={19} />
              </ActionIcon>
            </Tooltip>
            <FileMenu facts={facts} />
          </>
        )}
        {!isCompact && (
          <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={() => setTrying(true)}>
            {t('editor.try')}
          </Button>
        )}
        <PublishButton
          facts={facts}
          {...(isCompact && {
            compactItems: (
              <>
                <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => setTrying(true)}>
                  {t('editor.try')}
                </Menu.Item>
                <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => store.getState().showSettings(true)}>
                  {t('flowSettings.title')}
                </Menu.Item>
                <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => setShowingVersions(true)}>
                  {t('versions.title')}
                </Menu.Item>
                <Menu.Item leftSection={<IconArrowBackUp size={16} />} disabled={!canUndo} onClick={() => store.getState().undo()}>
                  {t('editor.undo')}
                </Menu.Item>
                <FileItems onAsk={setAskedFile} />
              </>
            ),
          })}
        />
      </Group>
      <FileDialogs asked={askedFile} facts={facts} onClose={() => setAskedFile(null)} />
      <OnceOpened isOpen={isShowingSettings}>
        <FlowSettingsDrawer />
      </OnceOpened>
      <OnceOpened isOpen={isShowingVersions}>
        <VersionsDrawer isOpen={isShowingVersions} onClose={() => setShowingVersions(false)} facts={facts} />
      </OnceOpened>
      <TrialDrawer isOpen={isTrying} onClose={() => setTrying(false)} />
    </>
  );
}
