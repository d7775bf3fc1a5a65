import { ActionIcon, Group, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowFacts } from '../useForeignChanges.ts';
import { FlowName } from './FlowName.tsx';
import { SaveMark } from './SaveMark.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import classes from './TopBar.module.css';

/** Comes once the canvas stands. */
const BarActions = lazy(async () => ({ default: (await import('./BarActions.tsx')).BarActions }));

interface TopBarProps {
  readonly facts: FlowFacts;
  readonly isCompact?: boolean;
  /** Whether the time has come for what can be done with the flow. */
  readonly isWhole: boolean;
}

/** Name, saving and state; right of them what can be done with the flow as a whole. */
export function TopBar({ facts, isCompact = false, isWhole }: TopBarProps) {
  const { t } = useTranslation();
  const toCome = <Skeleton className={classes.actionsToCome} />;
  return (
    <header className={classes.bar} data-compact={isCompact || undefined}>
      <Group gap={6} wrap="nowrap" miw={0} flex={1}>
        <ActionIcon component={Link} to="/flows" variant="subtle" color="gray" size="lg" aria-label={t('editor.backToFlows')}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <div className={classes.title}>
          <FlowName facts={facts} />
          <Group gap={6} wrap="nowrap">
            <StatusBadge facts={facts} isShort={isCompact} />
            <SaveMark />
          </Group>
        </div>
      </Group>
      <Suspense fallback={toCome}>{isWhole ? <BarActions facts={facts} isCompact={isCompact} /> : toCome}</Suspense>
    </header>
  );
}
