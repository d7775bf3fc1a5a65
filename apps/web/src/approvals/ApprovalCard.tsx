import { Anchor, Card, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { ApprovalVotes } from './ApprovalVotes.tsx';
import { Question } from './Question.tsx';
import { VoteForm } from './VoteForm.tsx';

type Approval = ApiOutputs['approvals']['list'][number];

/** One question: what it is about, who said what, and the answer of the one who looks. */
export function ApprovalCard({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { question, state, runId } = approval;

  return (
    <Card withBorder padding="md" component="article" aria-label={question}>
      <Question asked={approval} />
      <ApprovalVotes approval={approval} />
      {state === 'open' && <VoteForm key={approval.myDecision} approval={approval} />}
      <Group mt="sm">
        <Anchor renderRoot={(props) => <Link to="/runs/$id" params={{ id: runId }} {...props} />} size="sm">
          {t('approvals.toRun')}
        </Anchor>
      </Group>
    </Card>
  );
}
