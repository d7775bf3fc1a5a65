import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { FieldDescriptor } from '@noi/node-sdk';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { readError } from '../errors/readError.ts';
import { useReportError } from '../errors/useReportError.ts';
import { DataForm } from './DataForm.tsx';
import { isData } from './withValue.ts';

type Detail = ApiOutputs['runs']['get'];

interface RestartProps {
  readonly run: Detail['run'];
  readonly row: Detail['steps'][number];
  readonly title: string;
  readonly isTrigger: boolean;
  /** Of an action: its input, which may be edited, and words for it. */
  readonly action: { readonly input: Readonly<Record<string, unknown>>; readonly fields: readonly FieldDescriptor[] } | null;
}

/** Takes a run that has ended up at one of its steps, once the user has seen what that means and mended the step's input where wanted. */
export function RestartFromHere(props: RestartProps) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const title = props.isTrigger ? t('retry.fromStart') : t('retry.fromStep', { step: props.title });
  if (props.run.isPruned) {
    return (
      <Text size="xs" c="dimmed">
        {t('retry.pruned')}
      </Text>
    );
  }
  return (
    <div>
      <Button size="compact-sm" variant="light" leftSection={<IconRefresh size={14} />} onClick={open}>
        {props.isTrigger ? t('retry.fromStart') : t('retry.fromHere')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title}>
        {isOpen && <RestartForm {...props} onClose={close} />}
      </Modal>
    </div>
  );
}

function RestartForm({ run, row, isTrigger, action, onClose }: RestartProps & { onClose(): void }) {
  const { t } = useTranslation();
  const report = useReportError();
  const navigate = useNavigate();
  const [version, setVersion] = useState<'same' | 'live'>('same');
  const [isEditing, setEditing] = useState(false);
  const [input, setInput] = useState<unknown>(action?.input);
  const [resent, setResent] = useState<number | null>(null);
  const [confirmResend, setConfirmResend] = useState(false);
  const restart = useMutation(
    trpc.runs.restartFrom.mutationOptions({
      onSuccess: ({ runId, isNew }) => {
        notifications.show({ color: isNew ? 'teal' : 'gray', title: run.flowName, message: t(isNew ? 'retry.started' : 'retry.known') });
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
        onClose();
        void navigate({ to: '/runs/$id', params: { id: runId } });
      },
      onError: (error) => {
        const { code, details } = readError(error);
        if (code === 'resend_unconfirmed') setResent(Number(details.count ?? 1));
        else report(error);
      },
    }),
  );

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { stepId, scope } = row;
        restart.mutate({ runId: run.id, stepId, scope, version, confirmResend, ...(isEditing && isData(input) ? { input } : {}) });
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t(isTrigger ? 'retry.explainStart' : 'retry.explain')}</Text>
        <Select
          label={t('retry.version')}
          allowDeselect={false}
          data={[
            { value: 'same', label: t('retry.sameVersion', { number: run.version }) },
            { value: 'live', label: t('retry.liveVersion') },
          ]}
          value={version}
          onChange={(value) => setVersion(value === 'live' ? 'live' : 'same')}
        />
        {action !== null && (
          <Checkbox
            label={t('retry.editInput')}
            description={t('retry.editHint')}
            checked={isEditing}
            onChange={(event) => setEditing(event.currentTarget.checked)}
          />
        )}
        {action !== null && isEditing && <DataForm value={input} fields={action.fields} onChange={setInput} />}
        {resent !== null && (
          <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={t('retry.resendTitle', { count: resent })}>
            {t('retry.resendExplain')}
            <Checkbox mt="sm" label={t('retry.resendConfirm')} checked={confirmResend} onChange={(event) => setConfirmResend(event.currentTarget.checked)} />
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={restart.isPending} disabled={resent !== null && !confirmResend}>
            {t('retry.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
