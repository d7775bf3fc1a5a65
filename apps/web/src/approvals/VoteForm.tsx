import { Button, Group, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';

type Approval = ApiOutputs['approvals']['list'][number];

/** The two answers and a word to go with them, for those who are asked. */
export function VoteForm({ approval: { runId, token, isMine, myDecision } }: { approval: Approval }) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
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
  const say = (decision: 'approve' | 'reject') => vote.mutate({ runId, token, decision, comment });
  const isSaying = (decision: 'approve' | 'reject') => vote.isPending && vote.variables.decision === decision;

  return (
    <>
      {myDecision !== null && (
        <Text size="sm" mt="sm">
          {t('approvals.said', { decision: t(`approvals.${myDecision}`) })}
        </Text>
      )}
      <Textarea
        mt="sm"
        label={t('approvals.comment')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group grow mt="sm">
        <Button variant="default" leftSection={<IconX size={18} />} loading={isSaying('reject')} disabled={vote.isPending} onClick={() => say('reject')}>
          {t('approvals.reject')}
        </Button>
        <Button leftSection={<IconCheck size={18} />} loading={isSaying('approve')} disabled={vote.isPending} onClick={() => say('approve')}>
          {t('approvals.approve')}
        </Button>
      </Group>
    </>
  );
}
