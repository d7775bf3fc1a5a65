import { useText } from '../../words/useText.ts';
import { StepPeople } from '../people/StepPeople.tsx';
import classes from './StepCard.module.css';
import { StepMark } from './StepMark.tsx';
import { StepIcon } from './stepLook.tsx';
import type { StepNodeData } from './types.ts';

/** What a card says: icon, title, one line of summary, and the mark on its corner. */
export function CardFace({ data: { step, face, errors, warnings, run, off } }: { data: StepNodeData }) {
  const text = useText();
  return (
    <>
      <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} />
      <div className={classes.words}>
        <div className={classes.title}>{text(face.title)}</div>
        {text(face.summary) !== '' && <div className={classes.summary}>{text(face.summary)}</div>}
      </div>
      <div className={classes.badge}>
        <StepPeople stepId={step.id} />
        <StepMark errors={errors} warnings={warnings} run={run} off={off} />
      </div>
    </>
  );
}
