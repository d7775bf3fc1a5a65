import { Button, Stack } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { AddConnection } from './AddConnection.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';

/** The shop's accounts at other systems. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const connections = useQuery(trpc.connections.list.queryOptions());
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('connections.add')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t('app.connections')} summary={t('connections.summary')} actions={addButton} />
      {connections.isPending && <RowSkeletons rows={3} height={120} label={t('app.loading')} />}
      {connections.isError && <QueryError error={connections.error} onRetry={() => void connections.refetch()} />}
      {connections.data?.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={26} />} title={t('connections.emptyTitle')}>
          {t('connections.emptyHint')}
        </EmptyState>
      )}
      {connections.data && connections.data.length > 0 && (
        <Stack component="ul" aria-label={t('connections.list')} gap="sm" p={0} m={0}>
          {connections.data.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} />
          ))}
        </Stack>
      )}
      <AddConnection isOpen={isAdding} onClose={() => setAdding(false)} />
    </Page>
  );
}
