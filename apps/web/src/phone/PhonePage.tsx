import { Anchor, Button, Grid } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconDeviceMobile, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useText } from '../words/useText.ts';
import { PhoneFrame } from './PhoneFrame.tsx';
import { keyOf, ScenarioPanel } from './ScenarioPanel.tsx';
import { ThreadList } from './ThreadList.tsx';

const phoneRoute = getRouteApi('/app/phone');

// Emulators tell nobody when they show a message, so the page asks.
const everyTwoSeconds = { refetchInterval: 2_000 };

/** The virtual phone: who received what, as they see it, and the sandbox's levers beside it. */
export function PhonePage() {
  const { t } = useTranslation();
  const text = useText();
  const panel = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const navigate = useNavigate();
  const { to: wanted } = phoneRoute.useSearch();
  const threads = useQuery(trpc.phone.threads.queryOptions(undefined, everyTwoSeconds));
  const scenarios = useQuery(trpc.phone.scenarios.queryOptions());
  const first = scenarios.data?.[0];
  const to = wanted ?? threads.data?.[0]?.to ?? null;
  const messages = useQuery(trpc.phone.messages.queryOptions({ to: to ?? '' }, { ...everyTwoSeconds, enabled: to !== null }));

  return (
    <Page size="wide">
      <PageHeader title={t('app.phone')} summary={t('phone.summary')} />
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, sm: 4, lg: 3 }} order={{ base: 2, sm: 1 }}>
          {threads.isPending && <RowSkeletons rows={3} label={t('app.loading')} />}
          {threads.data && <ThreadList threads={threads.data} selected={to} onSelect={(next) => void navigate({ to: '/phone', search: { to: next } })} />}
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 8, lg: 5 }} order={{ base: 1, sm: 2 }}>
          {threads.isError && <QueryError error={threads.error} onRetry={() => void threads.refetch()} />}
          {threads.data && to === null && (
            <EmptyState
              icon={<IconDeviceMobile size={26} />}
              title={t('phone.emptyTitle')}
              {...(first && {
                actions: (
                  <Button
                    leftSection={<IconPlayerPlay size={16} />}
                    onClick={() => {
                      setOpened(keyOf(first));
                      panel.current?.scrollIntoView({ block: 'start' });
                    }}
                  >
                    {t('phone.beginWith', { scenario: text(first.title) })}
                  </Button>
                ),
              })}
            >
              {t('phone.emptyHint')}
            </EmptyState>
          )}
          {to !== null && messages.isError && <QueryError error={messages.error} onRetry={() => void messages.refetch()} />}
          {to !== null && messages.isPending && <RowSkeletons rows={1} height={520} label={t('app.loading')} />}
          {to !== null && messages.data && <PhoneFrame key={to} to={to} messages={messages.data} />}
          {to !== null && (
            <Anchor size="sm" mt="sm" display="block" ta="center" renderRoot={(props) => <Link to="/journey" search={{ find: to }} {...props} />}>
              {t('journey.ofThisPhone')}
            </Anchor>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }} order={3} ref={panel}>
          <ScenarioPanel opened={opened} onOpen={setOpened} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}
