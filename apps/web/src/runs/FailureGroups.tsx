import { Stack, Title } from '@mantine/core';
import { EmptyState } from '@noi/ui';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { FailureCard } from './FailureCard.tsx';
import { RetryCard } from './RetryCard.tsx';

type Failures = ApiOutputs['runs']['failures'];

/** Failed runs by cause, below those that are being done again. */
export function FailureGroups({ failures: { groups, retries } }: { failures: Failures }) {
  const { t } = useTranslation();
  const busy = new Set(retries.filter(({ endedAt }) => endedAt === null).map(keyOf));
  // Newest first: of those that ended, the last word about each cause counts.
  const latest = retries.filter((retry, at) => retries.findIndex((other) => keyOf(other) === keyOf(retry)) === at);
  return (
    <Stack gap="md" mb="md" component="section" aria-label={t('retry.groups')}>
      {latest.map((retry) => (
        <RetryCard key={retry.id} retry={retry} />
      ))}
      {groups.length > 0 && (
        <Title order={2} fz="1rem">
          {t('retry.groups')}
        </Title>
      )}
      {groups.map((group) => (
        <FailureCard key={keyOf(group)} group={group} isBusy={busy.has(keyOf(group))} />
      ))}
      {groups.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={26} />} title={t('retry.nothing')}>
          {t('retry.nothingHint')}
        </EmptyState>
      )}
    </Stack>
  );
}

function keyOf({ flowId, stepId, errorKind, cause }: Pick<Failures['groups'][number], 'flowId' | 'stepId' | 'errorKind' | 'cause'>): string {
  return [flowId, stepId, errorKind, cause].join(' ');
}
