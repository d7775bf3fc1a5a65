import { IconNote } from '@tabler/icons-react';
import { ControlButton } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { actionOf } from '../actions/editorActions.ts';
import { useActionContext } from '../actions/useActionContext.ts';

/** Sticks a note on the canvas. */
export function AddNoteButton() {
  const { t } = useTranslation();
  const ctx = useActionContext();
  return (
    <ControlButton onClick={() => void actionOf('addNote').run(ctx)} title={t('marks.noteAdd')} aria-label={t('marks.noteAdd')}>
      <IconNote style={{ fill: 'none', maxWidth: 16, maxHeight: 16 }} stroke={2} />
    </ControlButton>
  );
}
