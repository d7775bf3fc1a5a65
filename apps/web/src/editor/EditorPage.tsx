import { Box } from '@mantine/core';
import { RowSkeletons } from '@noi/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { OpenEditor } from './OpenEditor.tsx';

/** Loads a flow and opens its editor. */
export function EditorPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/app/flows/$id' });
  // The open document lives in the editor's store; the cache must neither keep an old one nor load it again behind its back.
  const flow = useQuery({ queryKey: ['editor', id], queryFn: () => api.flows.get.query({ id }), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const catalog = useQuery(trpc.catalog.get.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));

  const failed = flow.error ? flow : catalog.error ? catalog : null;
  if (failed) return <QueryError error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!flow.data || !catalog.data) {
    return (
      <Box p="xl">
        <RowSkeletons rows={4} height={84} label={t('app.loading')} />
      </Box>
    );
  }
  return <OpenEditor key={id} flow={flow.data} packages={catalog.data.packages} />;
}
