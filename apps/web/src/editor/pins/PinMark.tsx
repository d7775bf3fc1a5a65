import type { StepId } from '@noi/flow';
import { IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePins } from './PinsContext.ts';

/** On a card or a line: trials use what is pinned to the step. */
export function PinMark({ stepId }: { stepId: StepId }) {
  return usePins().has(stepId) && <Pin />;
}

function Pin() {
  const { t } = useTranslation();
  return (
    <span role="img" aria-label={t('pins.pinned')} title={t('pins.mark')} style={{ display: 'inline-flex', color: 'var(--noi-wait)' }}>
      <IconPinFilled size={15} />
    </span>
  );
}
