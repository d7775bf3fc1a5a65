import { Button, Group, Select } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconAlertTriangle, IconHelp, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { EntryRefusals } from './EntryRefusals.tsx';
import { FailureGroups } from './FailureGroups.tsx';
import { RunTable } from './RunTable.tsx';
import { isRunState, runStates } from './runStates.ts';

const runsRoute = getRouteApi('/app/runs');

/** All runs of the shop, newest first, kept true while one looks. */
export function RunsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = runsRoute.useSearch();
  const flows = useQuery(trpc.flows.list.queryOptions());
  const { asks = false, failures: byCause = false, ...listed } = search;
  const questions = useQuery(trpc.runs.questions.queryOptions());
  const asking = questions.data?.runs ?? [];
  const failures = useQuery(trpc.runs.failures.queryOptions(search.flowId === undefined ? {} : { flowId: search.flowId }));
  const failed = (failures.data?.groups ?? []).reduce((sum, { count }) => sum + count, 0);
  const isRetrying = failures.data?.retries.some(({ endedAt }) => endedAt === null) ?? false;
  const runs = useInfiniteQuery({
    queryKey: [...trpc.runs.pathKey(), 'pages', listed],
    queryFn: ({ pageParam }) => api.runs.list.query({ ...listed, limit: 50, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const shown = asks ? asking : (runs.data?.pages.flatMap((page) => page.runs) ?? []);
  const isFiltered = asks || search.flowId !== undefined || search.state !== undefined;
  const filter = (change: { flowId?: string | null; state?: string | null }) => {
    const { flowId, state } = { ...search, ...change };
    void navigate({ to: '/runs', search: { ...(flowId ? { flowId } : {}), ...(isRunState(state) ? { state } : {}), ...(byCause ? { failures: true } : {}) } });
  };

  return (
    <Page>
      <PageHeader title={t('app.runs')} summary={t('runs.summary')} />
      <Group mb="md" gap="sm">
        <Select
          aria-label={t('runs.filterFlow')}
          placeholder={t('runs.allFlows')}
          clearable
          searchable
          w={{ base: '100%', xs: 280 }}
          data={(flows.data ?? []).map((flow) => ({ value: flow.id, label: flow.name }))}
          value={search.flowId ?? null}
          onChange={(flowId) => filter({ flowId })}
        />
        {!byCause && (
          <Select
            aria-label={t('runs.filterState')}
            placeholder={t('runs.allStates')}
            clearable
            w={{ base: '100%', xs: 200 }}
            data={runStates.map((state) => ({ value: state, label: t(`runs.${state}`) }))}
            value={search.state ?? null}
            onChange={(state) => filter({ state })}
          />
        )}
        {(asks || asking.length > 0) && (
          <Button
            variant={asks ? 'filled' : 'light'}
            color="yellow"
            leftSection={<IconHelp size={16} />}
            aria-pressed={asks}
            onClick={() => void navigate({ to: '/runs', search: asks ? {} : { asks: true } })}
          >
            {asks ? t('runs.questionsOff') : t('runs.questions', { count: asking.length })}
          </Button>
        )}
        {(byCause || failed > 0 || isRetrying) && (
          <Button
            {...(byCause ? { variant: 'default' } : { variant: 'light', color: 'red', leftSection: <IconAlertTriangle size={16} /> })}
            aria-pressed={byCause}
            onClick={() => void navigate({ to: '/runs', search: byCause ? listed : { ...listed, failures: true } })}
          >
            {byCause ? t('retry.byCauseOff') : t('retry.byCause', { count: failed })}
          </Button>
        )}
      </Group>
      {search.flowId !== undefined && <EntryRefusals flowId={search.flowId} />}
      {byCause && failures.data && <FailureGroups failures={failures.data} />}
      {byCause && failures.isError && <QueryError error={failures.error} onRetry={() => void failures.refetch()} />}
      {byCause && failures.isPending && <RowSkeletons rows={3} label={t('app.loading')} />}
      {!byCause && runs.isPending && <RowSkeletons rows={6} label={t('app.loading')} />}
      {!byCause && runs.isError && <QueryError error={runs.error} onRetry={() => void runs.refetch()} />}
      {!byCause && runs.data && shown.length === 0 && (
        <EmptyState
          icon={<IconHistory size={26} />}
          title={isFiltered ? t('runs.emptyFiltered') : t('runs.emptyTitle')}
          {...(isFiltered && {
            actions: (
              <Button variant="default" onClick={() => void navigate({ to: '/runs', search: {} })}>
                {t('runs.clearFilters')}
              </Button>
            ),
          })}
        >
          {isFiltered ? null : t('runs.emptyHint')}
        </EmptyState>
      )}
      {!byCause && shown.length > 0 && <RunTable runs={shown} />}
      {!asks && !byCause && runs.hasNextPage && (
        <Button mt="md" variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t('runs.more')}
        </Button>
      )}
    </Page>
  );
}
