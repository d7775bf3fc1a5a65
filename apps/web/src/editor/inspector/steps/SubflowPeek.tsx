import { Drawer, Group, Skeleton, Text } from '@mantine/core';
import type { StepId } from '@noi/flow';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { QueryError } from '../../../errors/QueryError.tsx';
import { FlowCanvas } from '../../canvas/FlowCanvas.tsx';
import { useEditorContext } from '../../store/EditorContext.ts';
import { EditCalledFlow } from '../../trail/EditCalledFlow.tsx';

/** The called flow as it runs, to look at without leaving the one that is drawn. */
export function SubflowPeek({ stepId, flowId, name, onClose }: { stepId: StepId; flowId: string; name: string; onClose(): void }) {
  const { t } = useTranslation();
  const { catalog } = useEditorContext();
  const drawing = useQuery(trpc.flows.document.queryOptions({ id: flowId, version: 'live' }));
  return (
    <Drawer opened onClose={onClose} position="right" size="xl" title={t('steps.flowPeekTitle', { name })}>
      <Group justify="space-between" mb="sm">
        <Text size="sm" c="dimmed">
          {t('steps.flowPeekHint')}
        </Text>
        <EditCalledFlow stepId={stepId} flowId={flowId} name={name} />
      </Group>
      {drawing.error ? (
        <QueryError error={drawing.error} onRetry={() => void drawing.refetch()} />
      ) : (
        <div style={{ height: 'calc(100dvh - 150px)' }}>
          {drawing.data ? <FlowCanvas graph={drawing.data.graph} catalog={catalog} hasMap={false} /> : <Skeleton height="100%" aria-label={t('app.loading')} />}
        </div>
      )}
    </Drawer>
  );
}
