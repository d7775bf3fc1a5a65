import { Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Page, PageHeader, RowSkeletons } from '@noi/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AlertBell } from '../alerts/AlertBell.tsx';
import { trpc } from '../api/trpc.ts';
import { ColourSchemeSwitch, LanguageSwitch } from '../app/LookSwitches.tsx';
import { QueryError } from '../errors/QueryError.tsx';
import { TourCard } from '../tour/TourStart.tsx';
import { ApiKeys } from './ApiKeys.tsx';
import { ShopFilesCard } from './ShopFilesCard.tsx';

/** The shop, the look, and keys for programs. */
export function SettingsPage() {
  const { t } = useTranslation();
  const session = useQuery(trpc.session.get.queryOptions());
  return (
    <Page size="narrow">
      <PageHeader title={t('app.settings')} summary={t('settings.summary')} />
      <Stack gap="lg">
        {/* The bottom bar of a phone has no room for the bell. */}
        <Card withBorder padding="xs" hiddenFrom="sm">
          <AlertBell isNarrow={false} />
        </Card>
        {session.isPending && <RowSkeletons rows={1} height={120} label={t('app.loading')} />}
        {session.isError && <QueryError error={session.error} onRetry={() => void session.refetch()} />}
        {session.data && (
          <Card withBorder padding="lg" component="section" aria-label={t('settings.shop')}>
            <Title order={2} fz="1.0625rem" mb="sm">
              {t('settings.shop')}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <Fact label={t('settings.shopName')} value={session.data.workspace.name} />
              <Fact label={t('settings.timezone')} value={session.data.workspace.timezone} />
              <Fact label={t('settings.you')} value={`${session.data.user.name} · ${session.data.user.email}`} />
            </SimpleGrid>
          </Card>
        )}
        <Card withBorder padding="lg" component="section" aria-label={t('settings.look')}>
          <Title order={2} fz="1.0625rem" mb="sm">
            {t('settings.look')}
          </Title>
          <Group grow preventGrowOverflow={false}>
            <LanguageSwitch />
            <ColourSchemeSwitch />
          </Group>
        </Card>
        <TourCard />
        <ShopFilesCard />
        <ApiKeys />
      </Stack>
    </Page>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </div>
  );
}
