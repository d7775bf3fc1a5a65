import { IconLayoutDistributeVertical } from '@tabler/icons-react';
import { ControlButton, useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useEditorContext } from '../store/EditorContext.ts';

/** Lays the flow out in reading order. The layout engine is loaded when it is first asked for. */
export function TidyButton() {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const { fitView } = useReactFlow();

  async function arrange() {
    const { tidy } = await import('../edits/tidy.ts');
    const { graph, send } = store.getState();
    const command = tidy(graph);
    if (command && send(command)) requestAnimationFrame(() => void fitView({ padding: 0.2, maxZoom: 1, duration: 250 }));
  }

  return (
    <ControlButton onClick={() => void arrange()} title={t('editor.tidy')} aria-label={t('editor.tidy')}>
      <IconLayoutDistributeVertical style={{ fill: 'none', maxWidth: 16, maxHeight: 16 }} stroke={2} />
    </ControlButton>
  );
}
