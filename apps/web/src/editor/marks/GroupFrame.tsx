import { Button, Popover, Stack, Text, TextInput } from '@mantine/core';
import type { Group, Position } from '@noi/flow';
import { IconChevronDown, IconFrame, IconFrameOff, IconSelectAll } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import square from '../canvas/SquareButton.module.css';
import { useFolding } from '../canvas/useFolding.ts';
import { ColourPicker } from './ColourPicker.tsx';
import classes from './Marks.module.css';
import { arrowMove, usePointerMove } from './usePointerMove.ts';

export interface GroupEdits {
  change(group: Group, mergeKey?: string): void;
  remove(id: string): void;
  choose(group: Group): void;
  /** Shows the members where the pointer is, without changing the flow. */
  preview(group: Group, by: Position): void;
  move(group: Group, by: Position): void;
}

const room = 20;
const head = 36;

/** The frame of a group, behind its members, as they are drawn at the moment; its title moves them all. */
export function GroupFrame({ group, edits }: { group: Group; edits: GroupEdits | null }) {
  const { t } = useTranslation();
  const { toggle } = useFolding();
  const [isOpen, setOpen] = useState(false);
  const place = useStore((state) => {
    const boxes = group.members.flatMap((id) => {
      const node = state.nodeLookup.get(id);
      if (!node) return [];
      const { x, y } = node.internals.positionAbsolute;
      return [{ x, y, right: x + (node.measured.width ?? node.initialWidth ?? 0), bottom: y + (node.measured.height ?? node.initialHeight ?? 0) }];
    });
    if (boxes.length === 0) return null;
    const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
    return [left, top, Math.max(...boxes.map(({ right }) => right)) - left, Math.max(...boxes.map(({ bottom }) => bottom)) - top].map(Math.round).join();
  });
  const mover = usePointerMove({
    onMove: (by) => edits?.preview(group, by),
    onDone(by) {
      if (Math.hypot(by.x, by.y) < 3) {
        edits?.preview(group, { x: 0, y: 0 });
        setOpen(true);
      } else edits?.move(group, by);
    },
  });
  if (place === null) return null;

  const [left = 0, top = 0, width = 0, height = 0] = place.split(',').map(Number);
  const title = group.title.trim() || t('marks.groupUntitled');

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    const by = arrowMove(event);
    if (by) edits?.move(group, by);
    else if (event.key === 'Enter' || event.key === ' ') setOpen(true);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div
        className={classes.frame}
        data-mark={group.colour}
        data-group={group.id}
        style={{ left: left - room, top: top - room - head, width: width + 2 * room, height: height + 2 * room + head }}
      />
      <section
        className={`${classes.frameHead} nopan nodrag`}
        data-mark={group.colour}
        data-undo="document"
        aria-label={t('marks.groupNamed', { title })}
        style={{ left: left - room, top: top - room - head, maxWidth: width + 2 * room }}
      >
        <button
          type="button"
          className={`${square.button} ${classes.fold}`}
          aria-expanded={true}
          aria-label={t('containers.fold', { step: title })}
          title={t('containers.foldShort')}
          onClick={() => toggle(group.id)}
        >
          <IconChevronDown size={16} />
        </button>
        {edits ? (
          <Popover position="bottom-start" withinPortal trapFocus opened={isOpen} onChange={setOpen}>
            <Popover.Target>
              <button
                type="button"
                className={classes.frameTitle}
                aria-label={t('marks.groupOpen', { title })}
                title={t('marks.groupHint')}
                onKeyDown={onKeyDown}
                {...mover}
              >
                <IconFrame size={14} />
                <span>{title}</span>
              </button>
            </Popover.Target>
            <Popover.Dropdown data-undo="document">
              <Stack gap="sm" w={260}>
                <TextInput
                  label={t('marks.groupTitle')}
                  maxLength={120}
                  value={group.title}
                  onChange={(event) => edits.change({ ...group, title: event.currentTarget.value }, `group:${group.id}`)}
                />
                <ColourPicker label={t('marks.groupColour')} value={group.colour} onChange={(colour) => colour && edits.change({ ...group, colour })} />
                <Button variant="default" size="xs" leftSection={<IconSelectAll size={15} />} onClick={() => edits.choose(group)}>
                  {t('marks.groupChoose')}
                </Button>
                <Button variant="default" size="xs" leftSection={<IconFrameOff size={15} />} onClick={() => edits.remove(group.id)}>
                  {t('marks.ungroup')}
                </Button>
                <Text size="xs" c="dimmed">
                  {t('marks.ungroupHint')}
                </Text>
              </Stack>
            </Popover.Dropdown>
          </Popover>
        ) : (
          <span className={classes.frameTitle}>
            <IconFrame size={14} />
            <span>{title}</span>
          </span>
        )}
      </section>
    </>
  );
}
