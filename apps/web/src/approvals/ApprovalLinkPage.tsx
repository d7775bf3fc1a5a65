import { Group, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { EntryCard } from '../auth/EntryCard.tsx';
import { QueryError } from '../errors/QueryError.tsx';
import { readError } from '../errors/readError.ts';
import { useReportError } from '../errors/useReportError.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ApprovalStateBadge } from './ApprovalStateBadge.tsx';
import { Question } from './Question.tsx';

const route = getRouteApi('/approve/$secret');

/** A question as the reader of a letter finds it, without signing in. Opening the page answers nothing. */
export function ApprovalLinkPage() {
  const { t } = useTranslation();
  const { secret } = route.useParams();
  const asked = useQuery({ ...trpc.approvals.linked.queryOptions({ secret }), refetchInterval: 30_000 });

  if (asked.isPending) {
    return (
      <EntryCard title={t('approvals.linkTitle')} summary={t('app.loading')}>
        <Skeleton height={160} />
      </EntryCard>
    );
  }
  if (asked.isError) {
    const isUnknown = readError(asked.error).code === 'not_found' || readError(asked.error).code === 'invalid_request';
    return (
      <EntryCard title={t('approvals.linkTitle')} summary={isUnknown ? t('approvals.linkUnknown') : ''}>
        {isUnknown ? <Text size="sm">{t('approvals.linkUnknownHint')}</Text> : <QueryError error={asked.error} onRetry={() => void asked.refetch()} />}
      </EntryCard>
    );
  }
  return <LinkedQuestion approval={asked.data} secret={secret} />;
}

function LinkedQuestion({ approval, secret }: { approval: ApiOutputs['approvals']['linked']; secret: string }) {
  const { t } = useTranslation();
  const { shopName, email, state, agreed, needed, canVeto, myDecision } = approval;
  const vote = useMutation(
    trpc.approvals.voteByLink.mutationOptions({
      onError: useReportError(),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.approvals.linked.queryKey() }),
    }),
  );
  const isTooLate = vote.data?.state === 'over';

  return (
    <EntryCard title={t('approvals.linkTitle')} summary={t('approvals.linkFor', { shop: shopName, email })}>
      <Question asked={approval} />
      <Group gap="xs" mt="sm">
        <ApprovalStateBadge state={state} />
        {needed > 1 && <Text size="sm">{t('approvals.progress', { agreed, needed })}</Text>}
        {canVeto && state === 'open' && (
          <Text size="sm" c="dimmed">
            {t('approvals.veto')}
          </Text>
        )}
      </Group>
      <Text size="sm" mt="sm" role="status">
        {isTooLate ? t('approvals.tooLate') : vote.isSuccess ? t('approvals.taken') : ''}
      </Text>
      {state === 'open' ? (
        <AnswerForm
          key={myDecision}
          former={myDecision}
          sending={vote.isPending ? vote.variables.decision : null}
          onSay={(answer) => vote.mutate({ secret, ...answer })}
        />
      ) : (
        myDecision !== null && <Text size="sm">{t('approvals.saidLast', { decision: t(`approvals.${myDecision}`) })}</Text>
      )}
    </EntryCard>
  );
}
