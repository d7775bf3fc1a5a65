import { StateBadge } from '@noi/ui';
import { IconHistory, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';

/** Which version a run walks, and whether it is the one that new runs walk: in colour, icon and word. */
export function VersionBadge({ flowId, version }: { flowId: string; version: number }) {
  const { t } = useTranslation();
  const live = useQuery(trpc.flows.list.queryOptions()).data?.find(({ id }) => id === flowId)?.liveVersion;
  const isLive = live === version;
  const named = t('runs.version', { number: version });
  return (
    <StateBadge meaning={isLive ? 'success' : 'logic'} size="sm" icon={isLive ? <IconPlayerPlay size={13} /> : <IconHistory size={13} />}>
      {live === undefined ? named : `${named} · ${t(isLive ? 'runs.liveNow' : 'runs.formerVersion')}`}
    </StateBadge>
  );
}
