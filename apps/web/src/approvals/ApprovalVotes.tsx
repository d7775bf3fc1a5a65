import { Group, Stack, Text } from '@mantine/core';
import { type Meaning, StateBadge } from '@noi/ui';
import { IconCheck, IconCircleOff, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatDateTime } from '../words/format.ts';

type Approval = ApiOutputs['approvals']['list'][number];

const looks: Record<Approval['state'], { readonly meaning: Meaning; readonly icon: typeof IconCheck }> = {
  open: { meaning: 'wait', icon: IconClock },
  approved: { meaning: 'success', icon: IconCheck },
  rejected: { meaning: 'failure', icon: IconX },
  over: { meaning: 'held', icon: IconCircleOff },
};

/** How a question stands: the result or how far it is, who said what, and who is still to answer. */
export function ApprovalVotes({ approval: { state, votes, needed, canVeto, approvers } }: { approval: Approval }) {
  const { t } = useTranslation();
  const { meaning, icon: Icon } = looks[state];
  const agreed = votes.filter(({ decision }) => decision === 'approve').length;
  const silent = approvers.filter((email) => !votes.some((vote) => vote.email === email));

  return (
    <Stack gap={6} mt="sm">
      <Group gap="xs">
        <StateBadge meaning={meaning} icon={<Icon size={14} />}>
          {t(`approvals.${state}`)}
        </StateBadge>
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
    </Stack>
  );
}
