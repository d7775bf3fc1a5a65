import { Anchor, Card, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatDateTime } from '../words/format.ts';
import { ApprovalVotes } from './ApprovalVotes.tsx';
import { VoteForm } from './VoteForm.tsx';

type Approval = ApiOutputs['approvals']['list'][number];

/** One question: what it is about, who said what, and the answer of the one who looks. */
export function ApprovalCard({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { question, subject, customer, flowName, askedAt, until, state, runId } = approval;
  const about = [subject, customer].filter(Boolean).join(' · ');

  return (
    <Card withBorder padding="md" component="article" aria-label={question}>
      {about && (
        <Text size="sm" fw={500}>
          {about}
        </Text>
      )}
      <Text fz="1.0625rem" fw={600} my={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {question}
      </Text>
      <Text size="sm" c="dimmed">
        {t('approvals.askedBy', { flow: flowName, at: formatDateTime(askedAt) })}
        {state === 'open' && until !== null && ` · ${t('approvals.until', { at: formatDateTime(until) })}`}
      </Text>
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
