import { type Meaning, StateBadge } from '@noi/ui';
import { IconAlertTriangle, IconPlugConnected, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';

type Blame = ApiOutputs['alerts']['list'][number]['blame'];

const looks: Readonly<Record<Blame, { readonly meaning: Meaning; readonly icon: typeof IconTool }>> = {
  shop: { meaning: 'wait', icon: IconTool },
  provider: { meaning: 'logic', icon: IconPlugConnected },
  us: { meaning: 'held', icon: IconAlertTriangle },
};

/** Whose it is to mend what went wrong; the same wherever failures are told. */
export function BlameBadge({ blame }: { blame: Blame }) {
  const { t } = useTranslation();
  const { meaning, icon: Icon } = looks[blame];
  return (
    <StateBadge meaning={meaning} icon={<Icon size={13} />}>
      {t(`retry.blame.${blame}`)}
    </StateBadge>
  );
}
