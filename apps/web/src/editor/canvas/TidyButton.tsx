import { IconLayoutDistributeVertical } from '@tabler/icons-react';
import { ControlButton } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { actionOf } from '../actions/editorActions.ts';
import { useActionContext } from '../actions/useActionContext.ts';

/** Lays the flow out in reading order. */
export function TidyButton() {
  const { t } = useTranslation();
  const ctx = useActionContext();

  return (
    <ControlButton onClick={() => void actionOf('tidy').run(ctx)} title={t('editor.tidy')} aria-label={t('editor.tidy')}>
      <IconLayoutDistributeVertical style={{ fill: 'none', maxWidth: 16, maxHeight: 16 }} stroke={2} />
    </ControlButton>
  );
}
