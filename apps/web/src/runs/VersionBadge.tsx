import { Group, Text } from '@mantine/core';
import { StateBadge, strong } from '@noi/ui';
import { IconHistory, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';

interface VersionOf {
  readonly flowId: string;
  readonly version: number;
}

/** Which version a run walks, and whether it is the one that new runs walk: in colour, icon and word. */
export function VersionBadge(run: VersionOf) {
  const { meaning, words, Icon } = useVersionLook(run);
  return (
    <StateBadge meaning={meaning} size="sm" icon={<Icon size={13} aria-hidden />}>
      {words}
    </StateBadge>
  );
}

/** The same as a line of a list, where many stand below each other. */
export function VersionLine(run: VersionOf) {
  const { meaning, words, Icon } = useVersionLook(run);
  return (
    <Group component="span" gap={4} wrap="nowrap" c={strong(meaning)} display="inline-flex">
      <Icon size={13} aria-hidden style={{ flex: 'none' }} />
      <Text span size="xs" truncate>
        {words}
      </Text>
    </Group>
  );
}

function useVersionLook({ flowId, version }: VersionOf) {
  const { t } = useTranslation();
  const live = useQuery(trpc.flows.list.queryOptions()).data?.find(({ id }) => id === flowId)?.liveVersion;
  const named = t('runs.version', { number: version });
  if (live === version) return { meaning: 'success', words: `${named} · ${t('runs.liveNow')}`, Icon: IconPlayerPlay } as const;
  return { meaning: 'logic', words: live === undefined ? named : `${named} · ${t('runs.formerVersion')}`, Icon: IconHistory } as const;
}
