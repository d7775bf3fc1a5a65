import { Paper, Text } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import type { ActionDescriptor } from '@noi/node-sdk';
import { IconMessage2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStepData } from '../../stepData/StepData.tsx';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { filledMessage } from './filledMessage.ts';
import { MessageBubble } from './MessageBubble.tsx';

const selectZone = (state: EditorState) => state.graph.settings.timezone;

/** A message step filled with the samples at hand. */
export function useFilledMessage({ step, node }: { step: StepOf<'action'>; node: ActionDescriptor }) {
  const { sample } = useStepData();
  const timezone = useEditor(selectZone);
  return useMemo(() => filledMessage({ step, node, data: sample, timezone, now: Date.now() }), [step, node, sample, timezone]);
}

/** What goes out, filled with sample data: the texts and the template's parameters. */
export function MessagePreview({ step, node }: { step: StepOf<'action'>; node: ActionDescriptor }) {
  const { t } = useTranslation();
  const message = useFilledMessage({ step, node });
  if (message.rows.length === 0) return null;
  return (
    <Paper withBorder p="sm" mt="xs" mb={14} bg="var(--noi-canvas)">
      <Text size="xs" c="dimmed" mb={6} style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
        <IconMessage2 size={14} /> {t('editor.preview')}
      </Text>
      <MessageBubble message={message} />
    </Paper>
  );
}
