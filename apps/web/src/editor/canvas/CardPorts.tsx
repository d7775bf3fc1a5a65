import { portsOf } from '@noi/flow';
import { Handle, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { PortOut } from './PortOut.tsx';
import classes from './StepCard.module.css';
import type { StepNodeData } from './types.ts';
import { usePortPlaces } from './usePortPlaces.ts';

/** The ways into a step and out of it. */
export function CardPorts({ data: { step, face, wired, isReadOnly, width, height } }: { data: StepNodeData }) {
  const { t } = useTranslation();
  const text = useText();
  const ports = portsOf(step);
  usePortPlaces(step.id, `${ports.join()}@${width}x${height}`);

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
      {ports.map((port) => (
        <PortOut key={port} step={step} width={width} stepName={text(face.title)} port={port} isWired={wired.includes(port)} isReadOnly={isReadOnly} />
      ))}
    </>
  );
}
