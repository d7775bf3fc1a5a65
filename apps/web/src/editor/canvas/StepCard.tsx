import { portsOf } from '@noi/flow';
import { strong } from '@noi/ui';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { cardWidthOf } from '../edits/placement.ts';
import { useCanvasGestures } from './CanvasGestures.ts';
import { PortOut } from './PortOut.tsx';
import classes from './StepCard.module.css';
import { StepMark } from './StepMark.tsx';
import { StepIcon } from './stepLook.tsx';
import type { CanvasNode } from './types.ts';
import { usePortPlaces } from './usePortPlaces.ts';

/** One step on the canvas: icon, what it does in plain words, its state, its ways in and out. */
export const StepCard = memo(function StepCard({ data, selected }: NodeProps<CanvasNode>) {
  const { step, face, wired, isReadOnly, run } = data;
  const { t } = useTranslation();
  const text = useText();
  const gestures = useCanvasGestures();
  const ports = portsOf(step);
  usePortPlaces(step.id, ports);
  const target = gestures?.useTargetState(step.id) ?? null;

  return (
    <div
      className={`${classes.card} ${isReadOnly ? classes.readOnly : ''}`}
      style={{ '--look': strong(face.look), width: cardWidthOf(step) }}
      data-testid={`step-${step.id}`}
      data-kind={step.kind}
      data-selected={selected || undefined}
      data-target={target ?? undefined}
      data-run={run?.state}
    >
      {step.kind !== 'trigger' && (
        <Handle
          type="target"
          id="in"
          position={Position.Top}
          className={classes.in}
          isConnectable={!isReadOnly}
          isConnectableStart={false}
          data-testid={`in-${step.id}`}
          role="img"
          aria-label={t('editor.wireIn', { step: text(face.title) })}
        />
      )}
      <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} />
      <div className={classes.words}>
        <div className={classes.title}>{text(face.title)}</div>
        {text(face.summary) !== '' && <div className={classes.summary}>{text(face.summary)}</div>}
      </div>
      <div className={classes.badge}>
        <StepMark errors={data.errors} warnings={data.warnings} run={run} />
      </div>
      {ports.map((port) => (
        <PortOut key={port} step={step} stepName={text(face.title)} port={port} isWired={wired.includes(port)} isReadOnly={isReadOnly} />
      ))}
    </div>
  );
});
