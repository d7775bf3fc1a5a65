import { assertNever } from '@noi/errors';
import { type Meaning, StateBadge } from '@noi/ui';
import { IconAlertCircle, IconCheck, IconCircleDashed, IconClock, IconLoader2, IconPlayerSkipForward, IconPlayerStop, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepRunMark } from './types.ts';

/** The mark on a card's corner: how it ran, or what is to be fixed. */
export function StepMark({ errors, warnings, run }: { errors: number; warnings: number; run: StepRunMark | undefined }) {
  const { t } = useTranslation();
  if (run) {
    if (run.state === 'pending') return null;
    const { meaning, icon } = runLook(run.state);
    return (
      <StateBadge meaning={meaning} size="sm" icon={icon}>
        {t(`editor.stepRun.${run.state}`)}
        {run.note && ` · ${run.note}`}
      </StateBadge>
    );
  }
  if (errors > 0) {
    return (
      <StateBadge meaning="failure" size="sm" icon={<IconAlertCircle size={13} />}>
        {t('editor.toFixCount', { count: errors })}
      </StateBadge>
    );
  }
  if (warnings > 0) {
    return (
      <StateBadge meaning="wait" size="sm" icon={<IconAlertCircle size={13} />}>
        {t('editor.toCheckCount', { count: warnings })}
      </StateBadge>
    );
  }
  return null;
}

function runLook(state: Exclude<StepRunMark['state'], 'pending'>): { meaning: Meaning; icon: ReactNode } {
  switch (state) {
    case 'running':
      return { meaning: 'action', icon: <IconLoader2 size={13} /> };
    case 'waiting':
      return { meaning: 'wait', icon: <IconClock size={13} /> };
    case 'retrying':
      return { meaning: 'wait', icon: <IconCircleDashed size={13} /> };
    case 'done':
      return { meaning: 'success', icon: <IconCheck size={13} /> };
    case 'failed':
      return { meaning: 'failure', icon: <IconX size={13} /> };
    case 'skipped':
      return { meaning: 'held', icon: <IconPlayerSkipForward size={13} /> };
    case 'stopped':
      return { meaning: 'held', icon: <IconPlayerStop size={13} /> };
    default:
      return assertNever(state);
  }
}
