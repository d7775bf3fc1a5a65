import { SegmentedControl, Stack } from '@mantine/core';
import { EmptyState, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { ApprovalCard } from './ApprovalCard.tsx';

const lists = ['mine', 'open', 'done'] as const;
type List = (typeof lists)[number];
const emptyTitles = { mine: 'approvals.emptyMine', open: 'approvals.emptyOpen', done: 'approvals.emptyDone' } as const;

/** What flows ask people, the ones for the asking person first; kept true while one looks. */
export function ApprovalsPage() {
  const { t } = useTranslation();
  const [list, setList] = useState<List>('mine');
  const approvals = useQuery(trpc.approvals.list.queryOptions({ state: list }));

  return (
    <Page>
      <PageHeader title={t('approvals.title')} summary={t('approvals.summary')} />
      <SegmentedControl
        aria-label={t('approvals.title')}
        mb="md"
        data={lists.map((value) => ({ value, label: t(`approvals.${value}`) }))}
        value={list}
        onChange={(value) => setList(lists.find((known) => known === value) ?? 'mine')}
      />
      {approvals.isPending && <RowSkeletons rows={3} label={t('app.loading')} />}
      {approvals.isError && <QueryError error={approvals.error} onRetry={() => void approvals.refetch()} />}
      {approvals.data?.length === 0 && (
        <EmptyState icon={<IconChecklist size={26} />} title={t(emptyTitles[list])}>
          {t('approvals.emptyHint')}
        </EmptyState>
      )}
      <Stack gap="md" maw={640}>
        {approvals.data?.map((approval) => (
          <ApprovalCard key={`${approval.runId} ${approval.token}`} approval={approval} />
        ))}
      </Stack>
    </Page>
  );
}
