import { ActionIcon, Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { stepOf } from '@noi/flow';
import { IconFrameOff, IconNote, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { newNote } from '../edits/marks.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './MarksOutline.module.css';

const selectGraph = (state: EditorState) => state.graph;

/** Notes and groups as text, below the steps; typed in and removed here as on the canvas. */
export function MarksOutline() {
  const { t } = useTranslation();
  const text = useText();
  const { catalog, store } = useEditorContext();
  const graph = useEditor(selectGraph);
  const notes = Object.values(graph.notes ?? {}).sort((one, other) => one.position.y - other.position.y);
  const groups = Object.values(graph.groups ?? {});
  const { send } = store.getState();

  return (
    <section className={classes.marks} aria-label={t('marks.title')} data-undo="document">
      {groups.map((group) => (
        <div key={group.id} className={classes.mark} data-mark={group.colour}>
          <Group wrap="nowrap" align="flex-end" gap="xs">
            <TextInput
              flex={1}
              size="xs"
              label={`${t('marks.group')} · ${t(`marks.colours.${group.colour}`)}`}
              placeholder={t('marks.groupUntitled')}
              maxLength={120}
              value={group.title}
              onChange={(event) => send({ type: 'group.change', group: { ...group, title: event.currentTarget.value } }, { mergeKey: `group:${group.id}` })}
            />
            <ActionIcon variant="subtle" color="gray" aria-label={t('marks.ungroup')} onClick={() => send({ type: 'group.remove', id: group.id })}>
              <IconFrameOff size={16} />
            </ActionIcon>
          </Group>
          <Text size="xs" mt={4}>
            {group.members
              .flatMap((id) => stepOf(graph, id) ?? [])
              .map((step) => text(describeStep(step, graph, catalog).title))
              .join(' · ')}
          </Text>
        </div>
      ))}
      {notes.map((note, index) => (
        <div key={note.id} className={classes.mark} data-mark={note.colour}>
          <Group wrap="nowrap" align="flex-end" gap="xs">
            <Textarea
              flex={1}
              size="xs"
              autosize
              minRows={1}
              label={`${t('marks.noteNumber', { number: index + 1 })} · ${t(`marks.colours.${note.colour}`)}`}
              placeholder={t('marks.notePlaceholder')}
              maxLength={4_000}
              value={note.text}
              onChange={(event) => send({ type: 'note.change', note: { ...note, text: event.currentTarget.value } }, { mergeKey: `note:${note.id}` })}
            />
            <ActionIcon variant="subtle" color="gray" aria-label={t('marks.noteRemove')} onClick={() => send({ type: 'note.remove', id: note.id })}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        </div>
      ))}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconNote size={15} />}
        onClick={() => {
          const lowest = Object.values(graph.steps).reduce((low, { position }) => Math.max(low, position.y), 0);
          send({ type: 'note.add', note: newNote(graph, { x: -160, y: lowest }) });
        }}
      >
        {t('marks.noteAdd')}
      </Button>
    </section>
  );
}
