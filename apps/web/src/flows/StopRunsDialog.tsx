import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';

interface StopRunsDialogProps {
  readonly flowId: string;
  readonly isOpen: boolean;
  onClose(): void;
}

/** Asks before all runs of a flow are stopped, and says how many there are. */
export function StopRunsDialog({ flowId, isOpen, onClose }: StopRunsDialogProps) {
  const { t } = useTranslation();
  const progress = useQuery({ ...trpc.flows.stopProgress.queryOptions({ id: flowId }), enabled: isOpen });
  const stop = useMutation(
    trpc.flows.stopRuns.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.flows.stopProgress.queryKey() });
        onClose();
      },
    }),
  );
  const open = progress.data?.open ?? 0;

  return (
    <Modal opened={isOpen} onClose={onClose} title={t('pause.stopTitle')}>
      <Stack gap="md">
        <Text size="sm">{progress.data && open === 0 ? t('pause.stopNothing') : t('pause.stopQuestion', { count: open })}</Text>
        {open > 0 && (
          <Text size="sm" c="dimmed">
            {t('pause.stopHint')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button color="red" loading={stop.isPending} disabled={open === 0} onClick={() => stop.mutate({ id: flowId })}>
            {t('pause.stopAll', { count: open })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
