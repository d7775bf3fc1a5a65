import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconAlertTriangle, IconHelp, IconHistory, IconTimeline } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { BulkBar } from './BulkBar.tsx';
import { type Choice, ChooseRuns } from './ChooseRuns.tsx';
import { EntryRefusals } from './EntryRefusals.tsx';
import { FailureGroups } from './FailureGroups.tsx';
import { FilterChips } from './FilterChips.tsx';
import { RunsFilters } from './RunsFilters.tsx';
import { RunTable } from './RunTable.tsx';
import { type RunsFilter, type RunsSearch, readRunsFilter } from './runsSearch.ts';
import { SavedFilters } from './SavedFilters.tsx';
import { useRunPages } from './useRunPages.ts';

const runsRoute = getRouteApi('/app/runs');

/** All runs of the shop, newest first, kept true while one looks. */
export function RunsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = runsRoute.useSearch();
  const { asks = false, failures: byCause = false } = search;
  const filter = readRunsFilter({ ...search });
  const questions = useQuery(trpc.runs.questions.queryOptions());
  const asking = questions.data?.runs ?? [];
  const go = (next: RunsSearch) => void navigate({ to: '/runs', search: next });

  return (
    <Page>
      <PageHeader
        title={t('app.runs')}
        summary={t('runs.summary')}
        actions={
          <Button renderRoot={(props) => <Link to="/journey" {...props} />} variant="default" leftSection={<IconTimeline size={16} />}>
            {t('app.journey')}
          </Button>
        }
      />
      <Stack gap="sm" mb="md">
        {!asks && (
          <RunsFilters filter={filter} onChange={(change) => go({ ...readRunsFilter({ ...filter, ...change }), ...(byCause && { failures: true }) })} />
        )}
        <Group gap="xs">
          <FilterChips filter={filter} onDrop={(keys) => go(readRunsFilter({ ...filter, ...Object.fromEntries(keys.map((key) => [key, undefined])) }))} />
          {!asks && <SavedFilters filter={filter} onChoose={go} />}
          {(asks || asking.length > 0) && (
            <Button
              variant={asks ? 'filled' : 'light'}
              color="yellow"
              leftSection={<IconHelp size={16} />}
              aria-pressed={asks}
              onClick={() => go(asks ? {} : { asks: true })}
            >
              {asks ? t('runs.questionsOff') : t('runs.questions', { count: asking.length })}
            </Button>
          )}
          <CausesButton filter={filter} isOn={byCause} onToggle={() => go(byCause ? filter : { ...filter, failures: true })} />
        </Group>
      </Stack>
      <BulkBar />
      {filter.flowId !== undefined && <EntryRefusals flowId={filter.flowId} />}
      {byCause && <Causes filter={filter} />}
      {asks && <RunTable runs={asking} />}
      {!byCause && !asks && <RunList key={JSON.stringify(filter)} filter={filter} onClear={() => go({})} />}
    </Page>
  );
}

const causesOf = ({ flowId }: RunsFilter) => trpc.runs.failures.queryOptions(flowId === undefined ? {} : { flowId });

function CausesButton({ filter, isOn, onToggle }: { filter: RunsFilter; isOn: boolean; onToggle(): void }) {
  const { t } = useTranslation();
  const { data } = useQuery(causesOf(filter));
  const failed = (data?.groups ?? []).reduce((sum, { count }) => sum + count, 0);
  const isRetrying = data?.retries.some(({ endedAt }) => endedAt === null) ?? false;
  if (!isOn && failed === 0 && !isRetrying) return null;
  return (
    <Button
      {...(isOn ? { variant: 'default' } : { variant: 'light', color: 'red', leftSection: <IconAlertTriangle size={16} /> })}
      aria-pressed={isOn}
      onClick={onToggle}
    >
      {isOn ? t('retry.byCauseOff') : t('retry.byCause', { count: failed })}
    </Button>
  );
}

function Causes({ filter }: { filter: RunsFilter }) {
  const { t } = useTranslation();
  const failures = useQuery(causesOf(filter));
  if (failures.isError) return <QueryError error={failures.error} onRetry={() => void failures.refetch()} />;
  if (!failures.data) return <RowSkeletons rows={3} label={t('app.loading')} />;
  return <FailureGroups failures={failures.data} />;
}

function toggled(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return known.has(id) ? new Set([...known].filter((one) => one !== id)) : new Set([...known, id]);
}

function RunList({ filter, onClear }: { filter: RunsFilter; onClear(): void }) {
  const { t } = useTranslation();
  const { runs, found, isLooking } = useRunPages(filter);
  const [choice, setChoice] = useState<Choice>(new Set());
  const isFiltered = Object.keys(filter).length > 0;
  if (runs.isPending) return <RowSkeletons rows={6} label={t('app.loading')} />;
  if (runs.isError) return <QueryError error={runs.error} onRetry={() => void runs.refetch()} />;
  if (found.length === 0 && !runs.hasNextPage) {
    return (
      <EmptyState
        icon={<IconHistory size={26} />}
        title={isFiltered ? t('runs.emptyFiltered') : t('runs.emptyTitle')}
        {...(isFiltered && {
          actions: (
            <Button variant="default" onClick={onClear}>
              {t('runs.clearFilters')}
            </Button>
          ),
        })}
      >
        {isFiltered ? null : t('runs.emptyHint')}
      </EmptyState>
    );
  }
  return (
    <>
      {found.length > 0 && (
        <>
          <ChooseRuns filter={filter} shown={found.map(({ id }) => id)} hasMore={runs.hasNextPage} choice={choice} onChoose={setChoice} />
          <RunTable
            runs={found}
            choosing={{
              isChosen: (id) => choice === 'all' || choice.has(id),
              toggle: (id) => setChoice(toggled(choice === 'all' ? new Set(found.map((run) => run.id)) : choice, id)),
            }}
          />
        </>
      )}
      {isLooking && (
        <Group gap="xs" mt="md" role="status">
          <Loader size="xs" />
          <Text size="sm" c="dimmed">
            {t('runs.looking')}
          </Text>
        </Group>
      )}
      {!isLooking && runs.hasNextPage && (
        <Button mt="md" variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {found.length === 0 ? t('runs.lookOn') : t('runs.more')}
        </Button>
      )}
    </>
  );
}
