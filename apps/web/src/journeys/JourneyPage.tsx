import { Button, Group, TextInput } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconSearch, IconTimeline } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { readError } from '../errors/readError.ts';
import { JourneyView } from './JourneyView.tsx';

const journeyRoute = getRouteApi('/app/journey');

const everyMs = 5_000;

/** One customer or one order, through all flows of the shop. */
export function JourneyPage() {
  const { t } = useTranslation();
  const { find } = journeyRoute.useSearch();
  const journey = useQuery({ ...trpc.journeys.get.queryOptions({ find: find ?? '' }), enabled: find !== undefined, refetchInterval: everyMs });
  const isUnreadable = journey.isError && readError(journey.error).code === 'invalid_request';
  return (
    <Page>
      <PageHeader title={t('journey.title')} summary={t('journey.summary')} />
      <FindForm key={find} find={find ?? ''} isUnreadable={isUnreadable} />
      {find === undefined && (
        <EmptyState icon={<IconTimeline size={26} />} title={t('journey.startTitle')}>
          {t('journey.startHint')}
        </EmptyState>
      )}
      {journey.isError && !isUnreadable && <QueryError error={journey.error} onRetry={() => void journey.refetch()} />}
      {find !== undefined && journey.isPending && <RowSkeletons rows={5} label={t('app.loading')} />}
      {journey.data && <JourneyView journey={journey.data} />}
    </Page>
  );
}

function FindForm({ find, isUnreadable }: { find: string; isUnreadable: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState(find);
  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = text.trim();
    void navigate({ to: '/journey', search: wanted === '' ? {} : { find: wanted } });
  }
  return (
    <search aria-label={t('journey.search')}>
      <form onSubmit={submit}>
        <Group align="flex-start" gap="xs" mb="lg" wrap="nowrap">
          <TextInput
            type="search"
            aria-label={t('journey.search')}
            placeholder={t('journey.searchHint')}
            leftSection={<IconSearch size={16} />}
            flex={{ base: '1 1 auto', xs: '0 1 340px' }}
            maxLength={120}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={isUnreadable ? t('journey.unreadable') : undefined}
          />
          <Button type="submit" flex="none">
            {t('journey.show')}
          </Button>
        </Group>
      </form>
    </search>
  );
}
