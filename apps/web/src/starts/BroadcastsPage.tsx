import { Alert, Anchor, Stack, Title } from '@mantine/core';
import { Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { BroadcastCard } from './BroadcastCard.tsx';
import { NewBroadcast } from './NewBroadcast.tsx';

/** The lists that one flow is sent to: a new one, and how the former ones fare. */
export function BroadcastsPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/app/flows/$id/lists' });
  const flows = useQuery(trpc.flows.list.queryOptions());
  const lists = useQuery(trpc.broadcasts.list.queryOptions({ flowId: id }));
  const flow = flows.data?.find((one) => one.id === id);

  return (
    <Page>
      <PageHeader
        title={t('starts.lists')}
        summary={t('starts.listsSummary')}
        above={
          <Anchor renderRoot={(props) => <Link to="/flows/$id" params={{ id }} {...props} />} size="sm">
            <IconArrowLeft size={14} aria-hidden="true" /> {flow?.name ?? t('starts.backToFlow')}
          </Anchor>
        }
      />
      {lists.isError && <QueryError error={lists.error} onRetry={() => void lists.refetch()} />}
      {lists.isPending && <RowSkeletons rows={3} label={t('app.loading')} />}
      <Stack gap="lg">
        {flow && flow.status !== 'live' && <Alert color="yellow">{t('starts.notLive')}</Alert>}
        {flow?.status === 'live' && <NewBroadcast flowId={id} />}
        {lists.data && lists.data.length > 0 && (
          <Stack gap="sm" component="section" aria-label={t('starts.formerLists')}>
            <Title order={2} size="h4">
              {t('starts.formerLists')}
            </Title>
            {lists.data.map((broadcast) => (
              <BroadcastCard key={broadcast.id} broadcast={broadcast} />
            ))}
          </Stack>
        )}
      </Stack>
    </Page>
  );
}
