import { Button, Group } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconFileImport, IconPlus, IconRoute } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { ImportDialog } from '../files/ImportDialog.tsx';
import { TourStart } from '../tour/TourStart.tsx';
import { FlowList } from './FlowList.tsx';
import { TemplateGallery } from './TemplateGallery.tsx';

/** The shop's flows, newest change first, and the templates to start from. */
export function FlowsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const flows = useQuery(trpc.flows.list.queryOptions());
  const create = useMutation(
    trpc.flows.create.mutationOptions({ onError: useReportError(), onSuccess: ({ id }) => void navigate({ to: '/flows/$id', params: { id } }) }),
  );
  const [isImporting, setImporting] = useState(false);
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const actions = (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="default"
        {...(isPhone ? { px: 'xs', 'aria-label': t('files.importMenu') } : { leftSection: <IconFileImport size={16} /> })}
        onClick={() => setImporting(true)}
      >
        {isPhone ? <IconFileImport size={18} /> : t('files.importMenu')}
      </Button>
      <Button leftSection={<IconPlus size={16} />} loading={create.isPending} onClick={() => create.mutate({})}>
        {t('flows.create')}
      </Button>
    </Group>
  );

  return (
    <Page>
      <PageHeader title={t('app.flows')} summary={t('flows.summary')} actions={actions} />
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
      {flows.isPending && <RowSkeletons rows={3} height={96} label={t('app.loading')} />}
      {flows.isError && <QueryError error={flows.error} onRetry={() => void flows.refetch()} />}
      {flows.data?.length === 0 && (
        <EmptyState icon={<IconRoute size={26} />} title={t('flows.emptyTitle')} actions={<TourStart />}>
          {t('flows.emptyHint')}
        </EmptyState>
      )}
      {flows.data && flows.data.length > 0 && <FlowList flows={flows.data} />}
      <TemplateGallery />
    </Page>
  );
}
