import { ActionIcon, Popover, Stack } from '@mantine/core';
import type { Note, Position } from '@noi/flow';
import { IconArrowsDiagonal2, IconGripHorizontal, IconPalette, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resizedNote } from '../edits/marks.ts';
import { snap } from '../edits/sizes.ts';
import { ColourPicker } from './ColourPicker.tsx';
import classes from './Marks.module.css';
import { arrowMove, usePointerMove } from './usePointerMove.ts';

export interface NoteEdits {
  change(note: Note): void;
  remove(id: string): void;
}

const still: Position = { x: 0, y: 0 };

/** A sticky note: moved by its upper edge, resized by its corner, typed in anywhere else. */
export function NoteCard({ note, edits }: { note: Note; edits: NoteEdits | null }) {
  const { t } = useTranslation();
  const [moving, setMoving] = useState(still);
  const [growing, setGrowing] = useState(still);
  const placed = resizedNote({ ...note, position: { x: note.position.x + moving.x, y: note.position.y + moving.y } }, growing);
  const name = note.text.trim() === '' ? t('marks.noteEmpty') : note.text.trim().slice(0, 60);

  const mover = usePointerMove({
    onMove: setMoving,
    onDone(by) {
      setMoving(still);
      moveBy(by);
    },
  });
  const grower = usePointerMove({
    onMove: setGrowing,
    onDone(by) {
      setGrowing(still);
      const next = resizedNote(note, by);
      if (next.width !== note.width || next.height !== note.height) edits?.change(next);
    },
  });

  function moveBy(by: Position) {
    const position = { x: snap(note.position.x + by.x), y: snap(note.position.y + by.y) };
    if (position.x !== note.position.x || position.y !== note.position.y) edits?.change({ ...note, position });
  }

  function onKeyDown(event: KeyboardEvent) {
    // Keys of a note are its own: the canvas would move or remove the chosen step.
    if (event.key !== 'Escape' && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  }

  function onGripKey(event: KeyboardEvent) {
    const by = arrowMove(event);
    if (by && event.shiftKey) edits?.change(resizedNote(note, by));
    else if (by) moveBy(by);
    else if (event.key === 'Delete' || event.key === 'Backspace') edits?.remove(note.id);
    else return;
    event.preventDefault();
  }

  return (
    <article
      className={`${classes.note} nopan nodrag`}
      data-mark={note.colour}
      data-note={note.id}
      data-undo="document"
      aria-label={t('marks.noteNamed', { text: name })}
      style={{ left: placed.position.x, top: placed.position.y, width: placed.width, height: placed.height }}
      onKeyDown={onKeyDown}
    >
      {edits ? (
        <>
          <div className={classes.noteHead}>
            <button
              type="button"
              className={classes.grip}
              aria-label={t('marks.noteMove', { text: name })}
              title={t('marks.noteMoveHint')}
              onKeyDown={onGripKey}
              {...mover}
            >
              <IconGripHorizontal size={16} />
            </button>
            <Popover position="bottom-end" withinPortal trapFocus>
              <Popover.Target>
                <ActionIcon className={classes.tool ?? ''} variant="subtle" color="gray" size="sm" aria-label={t('marks.noteColour')}>
                  <IconPalette size={15} />
                </ActionIcon>
              </Popover.Target>
              <Popover.Dropdown>
                <ColourPicker label={t('marks.noteColour')} value={note.colour} onChange={(colour) => colour && edits.change({ ...note, colour })} />
              </Popover.Dropdown>
            </Popover>
            <ActionIcon
              className={classes.tool ?? ''}
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('marks.noteRemove')}
              onClick={() => edits.remove(note.id)}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </div>
          <textarea
            className={`${classes.noteText} nowheel`}
            aria-label={t('marks.noteText')}
            placeholder={t('marks.notePlaceholder')}
            maxLength={4_000}
            value={note.text}
            onChange={(event) => edits.change({ ...note, text: event.currentTarget.value })}
          />
          <button type="button" className={classes.corner} aria-label={t('marks.noteResize')} tabIndex={-1} {...grower}>
            <IconArrowsDiagonal2 size={13} />
          </button>
        </>
      ) : (
        <Stack className={classes.noteRead ?? ''}>{note.text}</Stack>
      )}
    </article>
  );
}
