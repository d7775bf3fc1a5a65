import type { Port, StepId } from '@noi/flow';
import { EdgeLabelRenderer } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../words/format.ts';
import { useLanguage } from '../../words/useText.ts';
import classes from './Numbers.module.css';
import { type CanvasNumbers, portKey, useNumbers } from './NumbersContext.ts';
import { Count } from './StepNumbers.tsx';

interface WireNumberProps {
  readonly stepId: StepId;
  readonly port: Port | undefined;
  readonly x: number;
  readonly y: number;
}

/** On a wire: how many went through. */
export function WireNumber(props: WireNumberProps) {
  const numbers = useNumbers();
  return numbers && props.port !== undefined && <Through {...props} port={props.port} numbers={numbers} />;
}

function Through({ numbers: { ports, scope }, stepId, port, x, y }: WireNumberProps & { port: Port; numbers: CanvasNumbers }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = ports.get(portKey(stepId, port)) ?? 0;
  return (
    <EdgeLabelRenderer>
      <div className={`${classes.wire} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
        <Count search={{ ...scope, stepId, port }} label={t('numbers.through', { count })} colour="var(--mantine-color-dimmed)">
          {formatCount(count, language)}
        </Count>
      </div>
    </EdgeLabelRenderer>
  );
}
