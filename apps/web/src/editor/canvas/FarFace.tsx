import { portsOf, type Step } from '@noi/flow';
import { useCanvasWords } from './CanvasWords.tsx';
import { portOffset } from './ports.ts';
import classes from './StepCard.module.css';
import { StepMark } from './StepMark.tsx';
import type { StepNodeData } from './types.ts';

/** What a card says from afar: what it does, in large letters, and how it ran. What is to be fixed shows as a dot. */
export function FarFace({ data: { step, face, errors, warnings, run, off } }: { data: StepNodeData }) {
  const { text } = useCanvasWords();
  return (
    <>
      <div className={classes.far}>{text(face.title)}</div>
      {(run || off) && (
        <div className={classes.badge}>
          <StepMark errors={0} warnings={0} run={run} off={off} />
        </div>
      )}
      {!run && !off && errors + warnings > 0 && <span className={classes.dot} data-error={errors > 0 || undefined} />}
      <FarPorts step={step} />
    </>
  );
}

/** Nobody hits a dot of two pixels, but React Flow looks for them, by these classes, to know where wires end. */
function FarPorts({ step }: { step: Step }) {
  return (
    <>
      {step.kind !== 'trigger' && step.kind !== 'errorHandler' && (
        <i className={`react-flow__handle react-flow__handle-top target ${classes.in} ${classes.farPort}`} data-handleid="in" data-handlepos="top" />
      )}
      {portsOf(step).map((port) => (
        <i
          key={port}
          className={`react-flow__handle react-flow__handle-bottom source ${classes.handle} ${classes.farPort}`}
          style={{ left: `${portOffset(step, port)}%` }}
          data-handleid={port}
          data-handlepos="bottom"
        />
      ))}
    </>
  );
}
