import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../api/trpc.ts';
import { ApprovalVotes } from '../approvals/ApprovalVotes.tsx';
import { VoteForm } from '../approvals/VoteForm.tsx';
import { RunStateBadge } from './RunStateBadge.tsx';

type Detail = ApiOutputs['runs']['get'];
type Related = NonNullable<Detail['parent']>;

/** What this run has to do with people and other runs: what they were asked and said, who called it, and whom it called. */
export function RunLinks({ detail: { run, graph, parent, children, restartOf, restarts } }: { detail: Detail }) {
  const { t } = useTranslation();
  const asks = Object.values(graph.steps).some(({ kind }) => kind === 'approval');
  return (
    <Stack gap="sm" mb="md">
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

function RelatedRun({ related: { runId, state }, words }: { related: Related; words: string }) {
  return (
    <Group gap="xs">
      <RunLink runId={runId}>{words}</RunLink>
      <RunStateBadge state={state} />
    </Group>
  );
}

function RunLink({ runId, children }: { runId: string; children: string }) {
  return (
    <Anchor renderRoot={(props) => <Link to="/runs/$id" params={{ id: runId }} {...props} />} size="sm">
      {children}
    </Anchor>
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
