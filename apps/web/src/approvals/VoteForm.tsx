import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { AnswerForm } from './AnswerForm.tsx';

type Approval = ApiOutputs['approvals']['list'][number];

/** The answer of a member of the shop, where they are asked. */
export function VoteForm({ approval: { runId, token, isMine, myDecision } }: { approval: Approval }) {
  const { t } = useTranslation();
  const vote = useMutation(
    trpc.approvals.vote.mutationOptions({
      onError: useReportError(),
      onSuccess: ({ state }) => {
        notifications.show({ message: t(state === 'over' ? 'approvals.tooLate' : 'approvals.taken') });
        return queryClient.invalidateQueries({ queryKey: trpc.approvals.pathKey() });
      },
    }),
  );
  if (!isMine) {
    return (
      <Text size="sm" c="dimmed" mt="sm">
        {t('approvals.notMine')}
      </Text>
    );
  }
  const sending = vote.isPending ? vote.variables.decision : null;
  return <AnswerForm former={myDecision} sending={sending} onSay={(answer) => vote.mutate({ runId, token, ...answer })} />;
}
