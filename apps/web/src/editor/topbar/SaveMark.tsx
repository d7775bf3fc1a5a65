import { Anchor } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './TopBar.module.css';

const selectSaveState = (state: EditorState) => state.saveState;

/** Whether everything is safe on the server. */
export function SaveMark() {
  const { t } = useTranslation();
  const { queue } = useEditorContext();
  const state = useEditor(selectSaveState);
  const shown = state === 'unsaved' ? 'saving' : state;

  return (
    <span className={classes.saved} role="status" data-testid="save-state" data-state={state}>
      {shown === 'saved' && <IconCloudCheck size={16} />}
      {shown === 'saving' && <IconCloudUp size={16} />}
      {shown === 'failed' && <IconCloudOff size={16} />}
      <span className={classes.savedWord}>{t(`editor.save.${shown}`)}</span>
      {shown === 'failed' && (
        <Anchor component="button" type="button" size="xs" onClick={() => void queue.flush().catch(() => undefined)}>
          {t('app.tryAgain')}
        </Anchor>
      )}
    </span>
  );
}
