import { soft, strong } from '@noi/ui';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { StepNumbers } from '../numbers/StepNumbers.tsx';
import { useDiff } from '../versions/diff/DiffContext.ts';
import { useCanvasWords } from './CanvasWords.tsx';
import { CardFace } from './CardFace.tsx';
import { CardPorts } from './CardPorts.tsx';
import { FarFace } from './FarFace.tsx';
import { useIsFar } from './farView.ts';
import { useTargetState } from './LegalEnds.tsx';
import classes from './StepCard.module.css';
import type { CanvasNode } from './types.ts';

/** One step on the canvas: icon, what it does in plain words, its state, its ways in and out. Of a large flow seen from afar, only what can be seen. */
export const StepCard = memo(function StepCard({ data, selected }: NodeProps<CanvasNode>) {
  const { step, face, isReadOnly, run, off } = data;
  const { text } = useCanvasWords();
  const isFar = useIsFar();
  const diff = useDiff()?.steps.get(step.id);
  const target = useTargetState(step.id);

  return (
    <div
      className={`${classes.card} ${isReadOnly ? classes.readOnly : ''} ${isFar ? classes.afar : ''}`}
      style={{ '--look': strong(face.look), width: data.width, ...(isFar && { height: data.height, '--tint': soft(face.look) }) }}
      data-testid={`step-${step.id}`}
      data-kind={step.kind}
      data-selected={selected || undefined}
      data-target={target}
      data-run={run?.state}
      data-diff={diff}
      data-off={off ?? undefined}
      data-mark={step.colour}
    >
      {isFar ? (
        <FarFace data={data} />
      ) : (
        <>
          <CardFace data={data} />
          <CardPorts data={data} />
          <StepNumbers stepId={step.id} name={text(face.title)} />
        </>
      )}
    </div>
  );
});
