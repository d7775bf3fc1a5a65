import { type Meaning, StateBadge } from '@noi/ui';
import { IconCheck, IconCircleOff, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';

type State = ApiOutputs['approvals']['list'][number]['state'];

const looks: Record<State, { readonly meaning: Meaning; readonly icon: typeof IconCheck }> = {
  open: { meaning: 'wait', icon: IconClock },
  approved: { meaning: 'success', icon: IconCheck },
  rejected: { meaning: 'failure', icon: IconX },
  over: { meaning: 'held', icon: IconCircleOff },
};

/** How a question stands, in a word. */
export function ApprovalStateBadge({ state }: { state: State }) {
  const { t } = useTranslation();
  const { meaning, icon: Icon } = looks[state];
  return (
    <StateBadge meaning={meaning} icon={<Icon size={14} />}>
      {t(`approvals.${state}`)}
    </StateBadge>
  );
}
