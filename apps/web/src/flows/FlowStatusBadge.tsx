import { type Meaning, StateBadge } from '@noi/ui';
import { IconPencil, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';

type Status = ApiOutputs['flows']['list'][number]['status'];

const looks: Record<Status, { meaning: Meaning; icon: React.ReactNode }> = {
  draft: { meaning: 'logic', icon: <IconPencil size={13} /> },
  live: { meaning: 'success', icon: <IconPlayerPlay size={13} /> },
  paused: { meaning: 'held', icon: <IconPlayerPause size={13} /> },
};

/** Draft, live or paused: in colour, icon and word. */
export function FlowStatusBadge({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <StateBadge meaning={looks[status].meaning} icon={looks[status].icon}>
      {t(`flows.${status}`)}
    </StateBadge>
  );
}
