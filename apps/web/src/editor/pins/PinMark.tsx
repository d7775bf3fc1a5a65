import type { StepId } from '@noi/flow';
import { IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePins } from './PinsContext.ts';

/** On a card: trials use what is pinned to the step. */
export function PinMark({ stepId }: { stepId: StepId }) {
  const { t } = useTranslation();
  if (!usePins().has(stepId)) return null;
  return (
    <span role="img" aria-label={t('pins.pinned')} title={t('pins.mark')} style={{ display: 'inline-flex', color: 'var(--noi-wait)' }}>
      <IconPinFilled size={15} />
    </span>
  );
}
