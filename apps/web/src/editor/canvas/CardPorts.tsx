import { portsOf } from '@noi/flow';
import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import { useCanvasWords } from './CanvasWords.tsx';
import { PortOut } from './PortOut.tsx';
import classes from './StepCard.module.css';
import type { StepNodeData } from './types.ts';

/** The ways into a step and out of it. */
export const CardPorts = memo(function CardPorts({ data: { step, face, wired, isReadOnly, width } }: { data: StepNodeData }) {
  const { t, text } = useCanvasWords();
  return (
    <>
      {step.kind !== 'trigger' && step.kind !== 'errorHandler' && (
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
      {portsOf(step).map((port) => (
        <PortOut key={port} step={step} width={width} stepName={text(face.title)} port={port} isWired={wired.includes(port)} isReadOnly={isReadOnly} />
      ))}
    </>
  );
});
