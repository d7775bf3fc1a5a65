import { StateBadge } from '@noi/ui';
import { IconPencil, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlowFacts } from '../useForeignChanges.ts';

/** Draft, live or paused, with the version that runs and whether the draft is ahead of it. */
export function StatusBadge({ facts, isShort = false }: { facts: FlowFacts; isShort?: boolean }) {
  const { t } = useTranslation();
  const { status, liveVersion, isChanged } = facts;
  if (status === 'draft' || liveVersion === null) {
    return (
      <StateBadge meaning="held" icon={<IconPencil size={13} />}>
        {t('editor.status.draft')}
      </StateBadge>
    );
  }
  const ahead = isChanged && !isShort ? ` · ${t('editor.hasUnpublished')}` : '';
  if (status === 'paused') {
    return (
      <StateBadge meaning="wait" icon={<IconPlayerPause size={13} />}>
        {isShort ? t('editor.pausedShort') : t('editor.status.paused', { version: liveVersion })}
        {ahead}
      </StateBadge>
    );
  }
  return (
    <StateBadge meaning="success" icon={<IconPlayerPlay size={13} />}>
      {isShort ? t('editor.liveShort') : t('editor.status.live', { version: liveVersion })}
      {ahead}
    </StateBadge>
  );
}
