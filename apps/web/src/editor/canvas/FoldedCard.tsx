import { StateBadge } from '@noi/ui';
import { IconAlertCircle, IconChevronRight, IconFrame } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { type KeyboardEvent, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arrowMove, usePointerMove } from '../marks/usePointerMove.ts';
import classes from './FoldedCard.module.css';
import square from './SquareButton.module.css';
import type { CanvasNode } from './types.ts';
import { useFolding } from './useFolding.ts';

const still = { x: 0, y: 0 };

/** A group that is folded away: its title and how many steps it has; opened again by its arrow, moved by its title. */
export const FoldedCard = memo(function FoldedCard({ data: { fold, width, height } }: NodeProps<CanvasNode>) {
  const { t } = useTranslation();
  const { toggle, moveGroup } = useFolding();
  const [moving, setMoving] = useState(still);
  const group = fold?.group;
  const mover = usePointerMove({
    onMove: setMoving,
    onDone(by) {
      setMoving(still);
      if (group && Math.hypot(by.x, by.y) >= 3) moveGroup?.(group, by);
    },
  });
  if (!fold || !group) return null;
  const title = group.title.trim() || t('marks.groupUntitled');

  function onKeyDown(event: KeyboardEvent) {
    const by = arrowMove(event);
    if (!by || !group || !moveGroup) return;
    event.preventDefault();
    event.stopPropagation();
    moveGroup(group, by);
  }

  return (
    <section
      className={`${classes.card} nopan`}
      style={{ width, height, transform: `translate(${moving.x}px, ${moving.y}px)` }}
      data-mark={group.colour}
      data-group={group.id}
      aria-label={t('marks.groupNamed', { title })}
    >
      <Handle type="target" id="in" position={Position.Top} className={classes.end ?? ''} isConnectable={false} />
      <button
        type="button"
        className={classes.title}
        aria-label={t('marks.groupMove', { title })}
        onKeyDown={onKeyDown}
        onDoubleClick={() => toggle(group.id)}
        {...(moveGroup && mover)}
      >
        <IconFrame size={16} />
        <span className={classes.words}>
          <span className={classes.name}>{title}</span>
          <span className={classes.count}>{t('containers.held', { count: fold.count })}</span>
        </span>
      </button>
      {fold.errors > 0 && (
        <StateBadge meaning="failure" size="sm" icon={<IconAlertCircle size={13} />}>
          {t('editor.toFixCount', { count: fold.errors })}
        </StateBadge>
      )}
      <button
        type="button"
        className={square.button}
        aria-expanded={false}
        aria-label={t('containers.unfold', { step: title })}
        title={t('containers.unfoldShort')}
        onClick={() => toggle(group.id)}
      >
        <IconChevronRight size={16} />
      </button>
      <Handle type="source" id="out" position={Position.Bottom} className={classes.end ?? ''} isConnectable={false} />
    </section>
  );
});
