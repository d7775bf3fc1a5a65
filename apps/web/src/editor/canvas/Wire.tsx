import { IconPlus, IconTrash } from '@tabler/icons-react';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { memo, useState } from 'react';
import { WireNumber } from '../numbers/WireNumber.tsx';
import { DiffBadge } from '../versions/diff/DiffBadge.tsx';
import { type DiffKind, useDiff } from '../versions/diff/DiffContext.ts';
import { useCanvasGestures } from './CanvasGestures.ts';
import { useCanvasWords } from './CanvasWords.tsx';
import { useIsFar } from './farView.ts';
import { portColour } from './ports.ts';
import type { CanvasEdge } from './types.ts';
import classes from './Wire.module.css';

function strokeOf({ isActive, data, diff }: { isActive: boolean; data: CanvasEdge['data']; diff: DiffKind | undefined }) {
  if (diff === 'added') return { stroke: 'var(--noi-success)', strokeWidth: 2.5 };
  if (diff === 'removed') return { stroke: 'var(--noi-failure)', strokeWidth: 2, strokeDasharray: '6 4' };
  if (data?.fate === 'taken') return { stroke: 'var(--noi-success)', strokeWidth: 2.5 };
  if (data?.fate === 'idle') return { stroke: 'var(--noi-wire)', strokeWidth: 1.5, strokeDasharray: '4 5', opacity: 0.55 };
  if (isActive) return { stroke: 'var(--mantine-primary-color-filled)', strokeWidth: 2.5 };
  return { stroke: data?.port === 'error' ? portColour('error') : 'var(--noi-wire)', strokeWidth: 1.75 };
}

/** A wire between two steps; when pointed at or chosen it offers to insert a step or to be removed. */
export const Wire = memo(function Wire({
  id,
  source,
  data,
  selected,
  markerEnd,
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
}: EdgeProps<CanvasEdge>) {
  const { t } = useCanvasWords();
  const gestures = useCanvasGestures();
  const isFar = useIsFar();
  const diff = useDiff()?.wires.get(id);
  const [isHovered, setHovered] = useState(false);
  const [path, labelX, labelY] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 12 });
  const isActive = selected === true || isHovered;

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointing only reveals the buttons below, which the keyboard reaches by itself. */}
      <g onMouseEnter={() => setHovered(true)} onMouseLeave={() => setHovered(false)}>
        <BaseEdge
          id={id}
          path={path}
          interactionWidth={isFar ? 0 : 24}
          style={strokeOf({ isActive, data, diff })}
          {...(markerEnd && !isFar && { markerEnd })}
        />
      </g>
      {diff !== undefined && diff !== 'same' && (
        <EdgeLabelRenderer>
          <div className={classes.diff} style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}>
            <DiffBadge kind={diff} />
          </div>
        </EdgeLabelRenderer>
      )}
      {!(gestures && isActive) && <WireNumber stepId={source} port={data?.port} x={labelX} y={labelY} />}
      {gestures && isActive && !data?.isReadOnly && (
        <EdgeLabelRenderer>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps the buttons visible while the pointer is on them. */}
          <div
            className={`${classes.tools} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            onMouseEnter={() => setHovered(true)}
            onMouseLeave={() => setHovered(false)}
          >
            <button
              type="button"
              className={classes.tool}
              aria-label={t('editor.insertStep')}
              title={t('editor.insertStep')}
              onClick={(click) => {
                const box = click.currentTarget.getBoundingClientRect();
                gestures.startAdding({ intoEdge: id, anchor: { x: box.left, y: box.bottom + 6 } });
              }}
            >
              <IconPlus size={13} stroke={2.2} />
            </button>
            <button
              type="button"
              className={classes.tool}
              data-danger
              aria-label={t('editor.removeWire')}
              title={t('editor.removeWire')}
              onClick={() => gestures.removeEdge(id)}
            >
              <IconTrash size={13} />
            </button>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
