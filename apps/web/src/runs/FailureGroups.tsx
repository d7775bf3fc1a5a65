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
  const open = retries.filter(({ endedAt }) => endedAt === null);
  const isBusy = (group: Failures['groups'][number]) =>
    open.some((retry) => retry.flowId === group.flowId && retry.stepId === group.stepId && retry.errorKind === group.errorKind && retry.cause === group.cause);
  return (
    <Stack gap="md" mb="md" component="section" aria-label={t('retry.groups')}>
      {retries.map((retry) => (
        <RetryCard key={retry.id} retry={retry} />
      ))}
      {groups.length > 0 && (
        <Title order={2} fz="1rem">
          {t('retry.groups')}
        </Title>
      )}
      {groups.map((group) => (
        <FailureCard key={`${group.flowId} ${group.stepId} ${group.errorKind} ${group.cause}`} group={group} isBusy={isBusy(group)} />
      ))}
      {groups.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={26} />} title={t('retry.nothing')}>
          {t('retry.nothingHint')}
        </EmptyState>
      )}
    </Stack>
  );
}
