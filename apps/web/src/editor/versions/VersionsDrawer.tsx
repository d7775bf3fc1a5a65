import { Button, Drawer, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/trpc.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import { Difference } from './Difference.tsx';
import { VersionCard } from './VersionCard.tsx';

interface VersionsDrawerProps {
  readonly isOpen: boolean;
  readonly facts: FlowFacts;
  onClose(): void;
}

/** Everything that was ever published of the flow, newest first: what changed, its name, and the way back to it. */
export function VersionsDrawer({ isOpen, facts, onClose }: VersionsDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" size={460} title={t('versions.title')}>
      {isOpen && <Versions facts={facts} onClose={onClose} />}
    </Drawer>
  );
}

function Versions({ facts, onClose }: Omit<VersionsDrawerProps, 'isOpen'>) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const { data: versions } = useQuery({ ...trpc.flows.versions.queryOptions({ id: flowId }), staleTime: 0 });
  if (versions === undefined) return <Skeleton height={120} role="status" aria-label={t('app.loading')} />;
  if (versions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('versions.none')}
      </Text>
    );
  }
  return (
    <Stack gap="sm" role="list" aria-label={t('versions.title')}>
      <DraftCard isChanged={facts.isChanged} />
      {versions.map((version, at) => (
        <VersionCard
          key={version.id}
          version={version}
          formerId={versions[at + 1]?.id ?? null}
          isLive={version.number === facts.liveVersion}
          facts={facts}
          onRestored={onClose}
        />
      ))}
    </Stack>
  );
}

function DraftCard({ isChanged }: { isChanged: boolean }) {
  const { t } = useTranslation();
  const [isShowing, setShowing] = useState(false);
  return (
    <Paper withBorder p="sm" radius="md" role="listitem">
      <Stack gap={6}>
        <Text fw={600}>{t('versions.draft')}</Text>
        <Text size="sm" c="dimmed">
          {t(isChanged ? 'versions.draftAhead' : 'versions.draftSame')}
        </Text>
        {isChanged && (
          <Group>
            <Button size="xs" variant="default" aria-expanded={isShowing} onClick={() => setShowing(!isShowing)}>
              {t(isShowing ? 'versions.hideChanges' : 'versions.compareDraft')}
            </Button>
          </Group>
        )}
        {isShowing && isChanged && <Difference from="live" to="draft" />}
      </Stack>
    </Paper>
  );
}
