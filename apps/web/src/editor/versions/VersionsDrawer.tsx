import { Button, Drawer, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/trpc.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import { Difference } from './Difference.tsx';
import type { Compared } from './diff/Compared.ts';
import { DiffDialog } from './diff/DiffDialog.tsx';
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
  const { flowId, queue } = useEditorContext();
  const [compared, setCompared] = useState<Compared | null>(null);
  // What is on the screen is compared, so it is saved first.
  const compare = (pair: Compared) =>
    void queue.flush().then(
      () => setCompared(pair),
      () => setCompared(pair),
    );
  const { data: versions } = useQuery({ ...trpc.flows.versions.queryOptions({ id: flowId }), staleTime: 0 });
  if (versions === undefined) return <Skeleton height={120} role="status" aria-label={t('app.loading')} />;
  if (versions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('versions.none')}
      </Text>
    );
  }
  const liveId = versions.find(({ number }) => number === facts.liveVersion)?.id;
  return (
    <Stack gap="sm" role="list" aria-label={t('versions.title')}>
      <DiffDialog compared={compared} onClose={() => setCompared(null)} />
      <DraftCard isChanged={facts.isChanged} onCompare={() => compare({ from: liveId ?? 'live', to: 'draft' })} />
      {versions.map((version, at) => (
        <VersionCard
          key={version.id}
          version={version}
          formerId={versions[at + 1]?.id ?? null}
          isLive={version.number === facts.liveVersion}
          facts={facts}
          onRestored={onClose}
          onCompare={compare}
        />
      ))}
    </Stack>
  );
}

function DraftCard({ isChanged, onCompare }: { isChanged: boolean; onCompare(): void }) {
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
            <Button size="xs" variant="default" leftSection={<IconArrowsDiff size={14} />} onClick={onCompare}>
              {t('versions.onCanvas')}
            </Button>
          </Group>
        )}
        {isShowing && isChanged && <Difference from="live" to="draft" />}
      </Stack>
    </Paper>
  );
}
