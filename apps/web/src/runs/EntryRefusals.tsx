import { Alert, Text } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { formatDateTime } from '../words/format.ts';

/** Says which events of a flow made no run, and which are still being gathered; nothing when all of them ran. */
export function EntryRefusals({ flowId }: { flowId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(trpc.flows.entryRefusals.queryOptions({ id: flowId }));
  if (!data || (data.refusals.length === 0 && data.gathering.nextDueAt === null)) return null;
  return (
    <Alert color="gray" mb="md" icon={<IconFilterOff size={18} />}>
      {data.gathering.nextDueAt !== null && (
        <Text size="sm">{t('entry.gathering', { count: data.gathering.events, when: formatDateTime(data.gathering.nextDueAt) })}</Text>
      )}
      {data.refusals.slice(0, 10).map(({ day, reason, count, lastSubject, lastAt }) => (
        <Text size="sm" key={`${day} ${reason}`}>
          {t(`entry.refused.${reason}`, { count })} ({t('entry.lastRefused', { subject: lastSubject ?? t('runs.noSubject'), when: formatDateTime(lastAt) })})
        </Text>
      ))}
    </Alert>
  );
}
