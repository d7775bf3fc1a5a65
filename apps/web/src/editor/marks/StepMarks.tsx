import { Button, Group, Stack, Text } from '@mantine/core';
import type { MarkColour, StepId } from '@noi/flow';
import { IconFrame, IconFrameOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { colourSteps, groupOf, leaveGroups } from '../edits/marks.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { ColourPicker } from './ColourPicker.tsx';
import { groupChosen } from './markChosen.ts';

const selectGraph = (state: EditorState) => state.graph;

/** Colour and group of the chosen steps. */
export function StepMarks({ ids }: { ids: readonly StepId[] }) {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const graph = useEditor(selectGraph);
  const [first, ...others] = ids.map((id): MarkColour | null => graph.steps[id]?.colour ?? null);
  const colour = first !== undefined && others.every((one) => one === first) ? first : null;
  const inGroups = ids.filter((id) => groupOf(graph, id));

  function choose(chosen: MarkColour | null) {
    const command = colourSteps(graph, ids, chosen);
    if (command) store.getState().send(command);
  }

  return (
    <Stack gap="xs" mt="lg">
      <Text size="sm" fw={500}>
        {t('marks.stepColour')}
      </Text>
      <ColourPicker label={t('marks.stepColour')} value={colour} hasNone onChange={choose} />
      <Group gap="xs">
        <Button variant="default" size="xs" leftSection={<IconFrame size={15} />} onClick={() => groupChosen(store)}>
          {t('marks.groupAdd')}
        </Button>
        {inGroups.length > 0 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFrameOff size={15} />}
            onClick={() => store.getState().send({ type: 'batch', commands: leaveGroups(graph, inGroups) })}
          >
            {t('marks.groupLeave')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
