import type { StepId } from '@noi/flow';
import { IconPinFilled } from '@tabler/icons-react';
import { useCanvasWords } from '../canvas/CanvasWords.tsx';
import { usePins } from './PinsContext.ts';

/** On a card: trials use what is pinned to the step. */
export function PinMark({ stepId }: { stepId: StepId }) {
  return usePins().has(stepId) && <Pin />;
}

function Pin() {
  const { t } = useCanvasWords();
  return (
    <span role="img" aria-label={t('pins.pinned')} title={t('pins.mark')} style={{ display: 'inline-flex', color: 'var(--noi-wait)' }}>
      <IconPinFilled size={15} />
    </span>
  );
}
