import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { EmptyState, RowSkeletons } from '@noi/ui';
import { IconCheck, IconChecklist, IconRefresh, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, trpc } from '../../../api/trpc.ts';
import { QueryError } from '../../../errors/QueryError.tsx';
import { useReportError } from '../../../errors/useReportError.ts';
import { useEditorContext } from '../../store/EditorContext.ts';
import { TrialProblem } from '../TrialProblem.tsx';
import type { OpenTest } from '../travel/TrialSetup.ts';
import { TestCard } from './TestCard.tsx';

/** The flow's own tests, tried with the draft as it stands. */
export function TestsTab({ onOpen }: { onOpen(test: OpenTest): void }) {
  const { t } = useTranslation();
  const { flowId, queue } = useEditorContext();
  const cache = useQueryClient();
  const report = useReportError();
  const tests = useQuery(trpc.flowTests.list.queryOptions({ id: flowId }));
  const run = useMutation({
    async mutationFn() {
      await queue.flush();
      return await api.flowTests.run.mutate({ id: flowId });
    },
  });
  const remove = useMutation(
    trpc.flowTests.remove.mutationOptions({ onSuccess: () => cache.invalidateQueries({ queryKey: trpc.flowTests.pathKey() }), onError: report }),
  );
  const runNow = useRef(run.mutate);
  useEffect(() => runNow.current(), []);

  if (tests.error) return <QueryError error={tests.error} onRetry={() => void tests.refetch()} />;
  if (!tests.data) return <RowSkeletons rows={2} label={t('app.loading')} />;
  if (tests.data.length === 0) {
    return (
      <EmptyState icon={<IconChecklist size={26} />} title={t('trial.testsEmpty')}>
        {t('trial.testsEmptyHint')}
      </EmptyState>
    );
  }
  const failing = run.data?.filter(({ passes }) => !passes).length;
  return (
    <Stack gap="md">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('trial.testsHint')}
        </Text>
        <Button variant="default" leftSection={<IconRefresh size={16} />} loading={run.isPending} onClick={() => run.mutate()} style={{ flex: 'none' }}>
          {t('trial.testsRun')}
        </Button>
      </Group>
      {run.error && <TrialProblem error={run.error} />}
      {failing !== undefined && !run.error && (
        <Alert role="status" py="xs" color={failing === 0 ? 'jade' : 'red'} icon={failing === 0 ? <IconCheck size={18} /> : <IconX size={18} />}>
          {failing === 0 ? t('trial.testsAllPass', { count: tests.data.length }) : t('trial.testsFail', { count: failing })}
        </Alert>
      )}
      <Stack gap="sm" component="ul" aria-label={t('trial.listOfTests')} m={0} p={0} style={{ listStyle: 'none' }}>
        {tests.data.map((test) => (
          <TestCard
            key={test.id}
            test={test}
            result={run.error ? undefined : run.data?.find(({ testId }) => testId === test.id)}
            onOpen={() => onOpen(test)}
            onRemove={async () => {
              await remove.mutateAsync({ id: flowId, testId: test.id }).catch(() => undefined);
            }}
          />
        ))}
      </Stack>
    </Stack>
  );
}
