import { notifications } from '@mantine/notifications';
import { ConfirmButton } from '@noi/ui';
import { IconPlayerSkipForward } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];

/** Ends a wait, or the pause before another try, once the user has said yes. */
export function ContinueNow({ row, runId }: { row: StepRun; runId: string }) {
  const { t } = useTranslation();
  const continueNow = useMutation(
    trpc.runs.continueNow.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        notifications.show({ color: 'teal', title: t('runs.continueNow'), message: t('runs.continued') });
        return queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      },
    }),
  );
  // A wait with a reason is a message put off: ending it asks the send decision again.
  const isPutOff = row.state === 'waiting' && row.reason !== null;
  const label = row.state === 'retrying' ? t('runs.retryNow') : t(isPutOff ? 'runs.askAgainNow' : 'runs.continueNow');
  return (
    <ConfirmButton
      mt="xs"
      data-tour-mark="skip"
      size="compact-sm"
      variant="light"
      leftSection={<IconPlayerSkipForward size={14} />}
      title={label}
      question={t(isPutOff ? 'runs.askAgainQuestion' : 'runs.continueQuestion')}
      confirmLabel={label}
      cancelLabel={t('app.cancel')}
      onConfirm={async () => void (await continueNow.mutateAsync({ runId, stepId: row.stepId, scope: row.scope }).catch(() => null))}
    >
      {label}
    </ConfirmButton>
  );
}

/** Whether a person can end it early. */
export function isHeld(row: StepRun, isOver: boolean): boolean {
  return !isOver && (row.state === 'waiting' || row.state === 'retrying');
}
