import { strong } from '@noi/ui';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useText } from '../../words/useText.ts';
import { StepNumbers } from '../numbers/StepNumbers.tsx';
import { useDiff } from '../versions/diff/DiffContext.ts';
import { useCanvasGestures } from './CanvasGestures.ts';
import { CardFace } from './CardFace.tsx';
import { CardPorts } from './CardPorts.tsx';
import classes from './StepCard.module.css';
import type { CanvasNode } from './types.ts';

/** One step on the canvas: icon, what it does in plain words, its state, its ways in and out. */
export const StepCard = memo(function StepCard({ data, selected }: NodeProps<CanvasNode>) {
  const { step, face, isReadOnly, run, off } = data;
  const gestures = useCanvasGestures();
  const text = useText();
  const diff = useDiff()?.steps.get(step.id);
  const target = gestures?.useTargetState(step.id) ?? null;

  return (
    <div
      className={`${classes.card} ${isReadOnly ? classes.readOnly : ''}`}
      style={{ '--look': strong(face.look), width: data.width }}
      data-testid={`step-${step.id}`}
      data-kind={step.kind}
      data-selected={selected || undefined}
      data-target={target ?? undefined}
      data-run={run?.state}
      data-diff={diff}
      data-off={off ?? undefined}
      data-mark={step.colour}
    >
      <CardFace data={data} />
      <CardPorts data={data} />
      <StepNumbers stepId={step.id} name={text(face.title)} />
    </div>
  );
});
