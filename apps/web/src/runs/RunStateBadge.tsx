import { type Meaning, StateBadge } from '@noi/ui';
import { IconAlertTriangle, IconCheck, IconClock, IconPlayerPlay, IconPlayerSkipForward, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState, StepState } from './runStates.ts';

const looks: Record<RunState | StepState, { meaning: Meaning; icon: ReactNode }> = {
  queued: { meaning: 'held', icon: <IconClock size={13} /> },
  starting: { meaning: 'logic', icon: <IconPlayerPlay size={13} /> },
  running: { meaning: 'message', icon: <IconPlayerPlay size={13} /> },
  waiting: { meaning: 'wait', icon: <IconClock size={13} /> },
  retrying: { meaning: 'wait', icon: <IconRefresh size={13} /> },
  done: { meaning: 'success', icon: <IconCheck size={13} /> },
  failed: { meaning: 'failure', icon: <IconAlertTriangle size={13} /> },
  stopped: { meaning: 'held', icon: <IconPlayerStop size={13} /> },
  skipped: { meaning: 'held', icon: <IconPlayerSkipForward size={13} /> },
};

/** Where a run or a step of it stands, in colour, icon and word. */
export function RunStateBadge({ state, size = 'md' }: { state: RunState | StepState; size?: 'sm' | 'md' }) {
  const { t } = useTranslation();
  return (
    <StateBadge meaning={looks[state].meaning} icon={looks[state].icon} size={size}>
      {t(`runs.${state}`)}
    </StateBadge>
  );
}
