import { memo } from 'react';
import { StepPeople } from '../people/StepPeople.tsx';
import { PinMark } from '../pins/PinMark.tsx';
import { DiffBadge } from '../versions/diff/DiffBadge.tsx';
import { useDiff } from '../versions/diff/DiffContext.ts';
import { useCanvasWords } from './CanvasWords.tsx';
import classes from './StepCard.module.css';
import { StepMark } from './StepMark.tsx';
import { StepIcon } from './stepLook.tsx';
import type { StepNodeData } from './types.ts';

/** What a card says: icon, title, one line of summary, and the mark on its corner. */
export const CardFace = memo(function CardFace({ data: { step, face, errors, warnings, run, off } }: { data: StepNodeData }) {
  const { text } = useCanvasWords();
  const diff = useDiff()?.steps.get(step.id) ?? 'same';
  return (
    <>
      <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} />
      <div className={classes.words}>
        <div className={classes.title}>{text(face.title)}</div>
        {text(face.summary) !== '' && <div className={classes.summary}>{text(face.summary)}</div>}
      </div>
      <div className={classes.badge}>
        <PinMark stepId={step.id} />
        <StepPeople stepId={step.id} />
        {diff === 'same' ? <StepMark errors={errors} warnings={warnings} run={run} off={off} /> : <DiffBadge kind={diff} />}
      </div>
    </>
  );
});
