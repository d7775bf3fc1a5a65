import { type Port, portLabel, portWords, type Step } from '@noi/flow';
import { IconPlus } from '@tabler/icons-react';
import { Handle, Position } from '@xyflow/react';
import { useCanvasGestures } from './CanvasGestures.ts';
import { useCanvasWords } from './CanvasWords.tsx';
import { labelRoom, portColour, portOffset } from './ports.ts';
import classes from './StepCard.module.css';

interface PortOutProps {
  readonly step: Step;
  /** Of the card. */
  readonly width: number;
  readonly stepName: string;
  readonly port: Port;
  readonly isWired: boolean;
  readonly isReadOnly: boolean;
}

/** A way out of a step: the dot that wires start from, its name, and `+` while nothing follows. */
export function PortOut({ step, width, stepName, port, isWired, isReadOnly }: PortOutProps) {
  const gestures = useCanvasGestures();
  const { t, text } = useCanvasWords();
  const stepId = step.id;
  const left = `${portOffset(step, port)}%`;
  const name = text(portWords(step, port));
  // Every step can fail; only actions show it all the time.
  const isQuiet = port === 'error' && !isWired && step.kind !== 'action';

  return (
    <>
      <Handle
        type="source"
        id={port}
        position={Position.Bottom}
        className={classes.handle}
        style={{ left, '--port': portColour(port) }}
        isConnectable={!isReadOnly}
        isConnectableEnd={false}
        data-quiet={isQuiet || undefined}
        data-testid={`port-${stepId}-${port}`}
        role="img"
        aria-label={t('editor.wireOut', { port: name, step: stepName })}
      />
      {port !== 'next' && (port !== 'error' || isWired || isQuiet) && (
        <span className={classes.portLabel} data-quiet={isQuiet || undefined} style={{ left, '--port': portColour(port), maxWidth: labelRoom(step, width) }}>
          {text(portLabel(step, port))}
        </span>
      )}
      {!isWired && !isReadOnly && gestures && (
        <button
          type="button"
          className={`${classes.add} nodrag nopan`}
          style={{ left }}
          data-quiet={port === 'error' || undefined}
          aria-label={t('editor.addAfter', { port: name, step: stepName })}
          title={t('editor.addStep')}
          onClick={(click) => {
            click.stopPropagation();
            const box = click.currentTarget.getBoundingClientRect();
            gestures.startAdding({ from: { stepId, port }, anchor: { x: box.left + box.width / 2, y: box.bottom + 6 } });
          }}
        >
          <IconPlus size={13} stroke={2.2} />
        </button>
      )}
    </>
  );
}
