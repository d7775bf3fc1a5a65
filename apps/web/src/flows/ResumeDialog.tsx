import { Button, Group, List, Modal, NumberInput, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';

interface ResumeDialogProps {
  readonly flowId: string;
  readonly isOpen: boolean;
  onClose(): void;
  /** The flow runs again. */
  onResumed?(): void;
}

type Held = 'now' | 'spread' | 'skip';

/** Ends a pause: shows what it held back, and asks what becomes of it. */
export function ResumeDialog({ flowId, isOpen, onClose, onResumed }: ResumeDialogProps) {
  const { t } = useTranslation();
  const text = useText();
  const [held, setHeld] = useState<Held>('now');
  const [minutes, setMinutes] = useState(60);
  const [events, setEvents] = useState<'start' | 'leave'>('leave');
  const overdue = useQuery({ ...trpc.flows.overdue.queryOptions({ id: flowId }), enabled: isOpen });
  const resume = useMutation(
    trpc.flows.resume.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.flows.pathKey() });
        onResumed?.();
        onClose();
      },
    }),
  );
  const { byStep = [], eventsMissed = 0 } = overdue.data ?? {};
  const count = overdue.data?.held ?? 0;

  return (
    <Modal opened={isOpen} onClose={onClose} title={t('pause.title')}>
      <Stack gap="md">
        {overdue.isPending && <Skeleton height={48} />}
        {overdue.error && <QueryError error={overdue.error} onRetry={() => void overdue.refetch()} />}
        {overdue.data && <Text size="sm">{count === 0 ? t('pause.nothingHeld') : t('pause.held', { count })}</Text>}
        {count > 0 && (
          <>
            <List size="sm">
              {byStep.map((step) => (
                <List.Item key={`${step.flowId} ${step.stepId}`}>
                  {t('pause.heldAt', { step: text(step.title), count: step.count, when: formatDateTime(step.oldestDueAt) })}
                </List.Item>
              ))}
            </List>
            <Radio.Group label={t('pause.heldQuestion')} value={held} onChange={(value) => setHeld(value as Held)}>
              <Stack gap="xs" mt="xs">
                <Radio value="now" label={t('pause.now')} />
                <Radio value="spread" label={t('pause.spread')} />
                {held === 'spread' && (
                  <NumberInput
                    ml={32}
                    label={t('pause.minutes')}
                    value={minutes}
                    min={1}
                    max={10_080}
                    clampBehavior="strict"
                    onChange={(value) => setMinutes(Number(value) || 1)}
                  />
                )}
                <Radio value="skip" label={t('pause.skip')} />
              </Stack>
            </Radio.Group>
          </>
        )}
        {eventsMissed > 0 && (
          <Radio.Group
            label={t('pause.eventsQuestion', { count: eventsMissed })}
            value={events}
            onChange={(value) => setEvents(value === 'start' ? 'start' : 'leave')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="leave" label={t('pause.eventsLeave')} />
              <Radio value="start" label={t('pause.eventsStart')} />
            </Stack>
          </Radio.Group>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button
            loading={resume.isPending}
            disabled={!overdue.data}
            onClick={() => resume.mutate({ id: flowId, held: held === 'spread' ? { spreadMinutes: minutes } : held, events })}
          >
            {t('pause.resume')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
