import { Group, Stack, Text } from '@mantine/core';
import { strong } from '@noi/ui';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import { ApprovalStateBadge } from './ApprovalStateBadge.tsx';

type Approval = ApiOutputs['approvals']['list'][number];

/** How a question stands: the result or how far it is, who said what, and who is still to answer. */
export function ApprovalVotes({ approval: { state, votes, needed, canVeto, approvers, unreached } }: { approval: Approval }) {
  const { t } = useTranslation();
  const text = useText();
  const agreed = votes.filter(({ decision }) => decision === 'approve').length;
  const silent = approvers.filter((email) => !votes.some((vote) => vote.email === email));

  return (
    <Stack gap={6} mt="sm">
      <Group gap="xs">
        <ApprovalStateBadge state={state} />
        <Text size="sm">{t('approvals.progress', { agreed, needed })}</Text>
        {canVeto && state === 'open' && (
          <Text size="sm" c="dimmed">
            {t('approvals.veto')}
          </Text>
        )}
      </Group>
      {votes.map(({ email, decision, comment, at }) => (
        <div key={email}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t(decision === 'approve' ? 'approvals.saidApprove' : 'approvals.saidReject', { email })} · {formatDateTime(at)}
          </Text>
          {comment !== null && (
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {comment}
            </Text>
          )}
        </div>
      ))}
      {state === 'open' && silent.length > 0 && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('approvals.waitingFor', { people: silent.join(', ') })}
        </Text>
      )}
      {state === 'open' &&
        unreached.map(({ email, problem }) => (
          <Text key={email} size="sm" c={strong('failure')} style={{ overflowWrap: 'anywhere' }}>
            {t('approvals.unreached', { email, problem: text(problem) })}
          </Text>
        ))}
    </Stack>
  );
}
