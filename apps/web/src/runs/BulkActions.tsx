import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPlayerSkipForward, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import type { RunsFilter } from './runsSearch.ts';

const actions = [
  { action: 'continue', icon: <IconPlayerSkipForward size={15} />, colour: undefined },
  { action: 'retry', icon: <IconRefresh size={15} />, colour: undefined },
  { action: 'stop', icon: <IconPlayerStop size={15} />, colour: 'red' },
] as const;

interface BulkActionsProps {
  readonly filter: RunsFilter;
  /** Ids of the chosen runs; null: all that the filter means. */
  readonly chosen: readonly string[] | null;
  onAsked(): void;
}

/** What can be done to many runs at once; each asks first and says what it means for customers. */
export function BulkActions({ filter, chosen, onAsked }: BulkActionsProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<(typeof actions)[number] | null>(null);
  const ask = useMutation(
    trpc.runs.askBulk.mutationOptions({
      onError: useReportError(),
      onSuccess: async () => {
        setAsking(null);
        onAsked();
        await queryClient.invalidateQueries({ queryKey: trpc.runs.bulk.queryKey() });
      },
    }),
  );
  const runs = chosen === null ? t('bulk.allFitting') : t('bulk.count', { count: chosen.length });
  return (
    <Group gap="xs">
      {actions.map((one) => (
        <Button
          key={one.action}
          size="xs"
          variant={one.colour ? 'light' : 'default'}
          {...(one.colour && { color: one.colour })}
          leftSection={one.icon}
          onClick={() => setAsking(one)}
        >
          {t(`bulk.do.${one.action}`)}
        </Button>
      ))}
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title={asking && t(`bulk.title.${asking.action}`, { runs })}>
        {asking && (
          <Stack gap="md">
            <Text size="sm">{t(`bulk.question.${asking.action}`, { runs })}</Text>
            <Text size="sm" c="dimmed">
              {t('bulk.wayBack')}
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(null)}>
                {t('app.cancel')}
              </Button>
              <Button
                {...(asking.colour && { color: asking.colour })}
                loading={ask.isPending}
                onClick={() => ask.mutate({ action: asking.action, filter, ...(chosen !== null && { ids: [...chosen] }) })}
              >
                {t(`bulk.do.${asking.action}`)}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Group>
  );
}
