import { Button, Stack, Text } from '@mantine/core';
import { IconClockHour9 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEditorContext } from '../../../store/EditorContext.ts';
import type { EditorState } from '../../../store/EditorState.ts';

const selectHours = (state: EditorState) => state.graph.settings.businessHours;

/** Says whose opening hours are waited for, and leads to where they are kept. */
export function OpeningHoursNote() {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const hours = useEditor(selectHours);
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm" c="dimmed">
        {t(hours ? 'waits.hoursSet' : 'waits.hoursNone')}
      </Text>
      <Button variant="default" size="xs" leftSection={<IconClockHour9 size={16} />} onClick={() => store.getState().showSettings(true)}>
        {t('waits.hoursOpen')}
      </Button>
    </Stack>
  );
}
