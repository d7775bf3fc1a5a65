import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../api/trpc.ts';
import { ApprovalVotes } from '../approvals/ApprovalVotes.tsx';
import { VoteForm } from '../approvals/VoteForm.tsx';
import { formatDateTime } from '../words/format.ts';
import { JourneyLinks } from './JourneyLinks.tsx';
import { QueuedTurn } from './QueuedTurn.tsx';
import { RelatedRun, RunLink } from './RelatedRun.tsx';

type Detail = ApiOutputs['runs']['get'];

/** What this run has to do with people, versions and other runs: whom it waits for, where it was moved, what people were asked and said, who called it, and whom it called. */
export function RunLinks({ detail: { run, graph, about, parent, children, restartOf, restarts, turn, moves } }: { detail: Detail }) {
  const { t } = useTranslation();
  const asks = Object.values(graph.steps).some(({ kind }) => kind === 'approval');
  return (
    <Stack gap="sm" mb="md">
      <JourneyLinks about={about} />
      {turn !== null && <QueuedTurn turn={turn} />}
      {moves.map(({ version, at }) => (
        <Text key={at} size="sm">
          {t('runs.movedTo', { number: version, when: formatDateTime(at) })}
        </Text>
      ))}
      {restartOf !== null && <RunLink runId={restartOf}>{t('retry.restartOf')}</RunLink>}
      {restarts.map((id) => (
        <RunLink key={id} runId={id}>
          {t('retry.restartedAs')}
        </RunLink>
      ))}
      {parent !== null && <RelatedRun related={parent} words={t('approvals.calledBy', { flow: parent.flowName })} />}
      {children.map((child) => (
        <RelatedRun key={child.runId} related={child} words={t('approvals.calls', { flow: child.flowName })} />
      ))}
      {asks && <RunApprovals runId={run.id} />}
    </Stack>
  );
}

function RunApprovals({ runId }: { runId: string }) {
  const { t } = useTranslation();
  const open = useQuery(trpc.approvals.list.queryOptions({ state: 'open', runId }));
  const done = useQuery(trpc.approvals.list.queryOptions({ state: 'done', runId }));
  const all = [...(open.data ?? []), ...(done.data ?? [])];
  if (all.length === 0) return null;
  return (
    <section>
      <Title order={2} fz="1rem">
        {t('approvals.inRun')}
      </Title>
      {all.map((approval) => (
        <div key={approval.token}>
          <Text size="sm" fw={500} mt="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {approval.question}
          </Text>
          <ApprovalVotes approval={approval} />
          {approval.state === 'open' && <VoteForm approval={approval} />}
        </div>
      ))}
    </section>
  );
}
