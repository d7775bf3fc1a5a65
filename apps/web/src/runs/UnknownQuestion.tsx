import { Alert, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHelp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';

type Detail = ApiOutputs['runs']['get'];
type Question = Detail['questions'][number];

const decisions = [
  { decision: 'sent', words: 'unknownSent' },
  { decision: 'resend', words: 'unknownResend' },
  { decision: 'skip', words: 'unknownSkip' },
] as const;

/** Nobody knows whether the provider did it: a person says so, or what is to be done. */
export function UnknownQuestion({ question, runId }: { question: Question; runId: string }) {
  const { t } = useTranslation();
  const resolve = useMutation(
    trpc.runs.resolveUnknown.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        notifications.show({ color: 'teal', title: t('runs.unknownTitle'), message: t('runs.unknownAnswered') });
        return queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      },
    }),
  );
  return (
    <Alert mt="xs" color="yellow" icon={<IconHelp size={18} />} title={t('runs.unknownTitle')}>
      <Text size="sm">{t('runs.unknownHint')}</Text>
      <Group gap="xs" mt="xs">
        {decisions.map(({ decision, words }) => (
          <Button
            key={decision}
            size="compact-sm"
            variant="default"
            loading={resolve.isPending && resolve.variables.decision === decision}
            disabled={resolve.isPending}
            onClick={() => resolve.mutate({ runId, token: question.token, decision })}
          >
            {t(`runs.${words}`)}
          </Button>
        ))}
      </Group>
    </Alert>
  );
}

/** What is asked about this visit of the step: its tokens begin with its place. */
export function questionOf({ questions }: Detail, { scope, stepId, visit }: Detail['steps'][number]): Question | undefined {
  return questions.find(({ token }) => token.startsWith(`${scope}/${stepId}#${visit}@`));
}
