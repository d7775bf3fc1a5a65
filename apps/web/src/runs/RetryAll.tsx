import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';

/** So many go first, alone. */
const first = 3;

/** Does all failed runs of a cause again, once the user has seen in which order. */
export function RetryAll({ group }: { group: ApiOutputs['runs']['failures']['groups'][number] }) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [resendUnknown, setResendUnknown] = useState(false);
  const { flowId, stepId, errorKind, cause, count } = group;
  const retry = useMutation(
    trpc.runs.retryAll.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        notifications.show({ color: 'teal', title: group.flowName, message: t('retry.allStarted') });
        close();
        return queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      },
    }),
  );
  return (
    <>
      <Button size="xs" leftSection={<IconRefresh size={14} />} onClick={open}>
        {t('retry.all')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('retry.allTitle', { count })}>
        <Stack gap="md">
          <Text size="sm">{t('retry.allExplain', { count: Math.min(first, count) })}</Text>
          <Text size="sm" c="dimmed">
            {t('retry.allVersion')}
          </Text>
          <Checkbox
            label={t('retry.allResend')}
            description={t('retry.allResendHint')}
            checked={resendUnknown}
            onChange={(event) => setResendUnknown(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('app.cancel')}
            </Button>
            <Button loading={retry.isPending} onClick={() => retry.mutate({ flowId, stepId, errorKind, cause, first, resendUnknown })}>
              {t('retry.all')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
