import { assertNever } from '@noi/errors';
import { type Meaning, StateBadge } from '@noi/ui';
import {
  IconAlertCircle,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconLoader2,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconPower,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OffState, StepRunMark } from './types.ts';

interface MarkProps {
  readonly errors: number;
  readonly warnings: number;
  readonly run: StepRunMark | undefined;
  readonly off?: OffState;
}

/** The mark on a card's corner: how it ran, that it is left out, or what is to be fixed. */
export function StepMark({ errors, warnings, run, off = null }: MarkProps) {
  const isSaying = run ? run.state !== 'pending' || off !== null : off !== null || errors > 0 || warnings > 0;
  return isSaying && <Mark errors={errors} warnings={warnings} run={run} off={off} />;
}

function Mark({ errors, warnings, run, off }: MarkProps & { off: OffState }) {
  const { t } = useTranslation();
  if (off && (!run || run.state === 'pending')) {
    return (
      <StateBadge meaning="held" size="sm" icon={off === 'off' ? <IconPower size={13} /> : <IconPlayerSkipForward size={13} />}>
        {t(`marks.${off}`)}
      </StateBadge>
    );
  }
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
