import { Anchor, Drawer, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { QueryError } from '../../../errors/QueryError.tsx';
import { FlowCanvas } from '../../canvas/FlowCanvas.tsx';
import { useEditorContext } from '../../store/EditorContext.ts';

/** The called flow as it runs, to look at without leaving the one that is drawn. */
export function SubflowPeek({ flowId, name, onClose }: { flowId: string; name: string; onClose(): void }) {
  const { t } = useTranslation();
  const { catalog } = useEditorContext();
  const drawing = useQuery(trpc.flows.document.queryOptions({ id: flowId, version: 'live' }));
  return (
    <Drawer opened onClose={onClose} position="right" size="xl" title={t('steps.flowPeekTitle', { name })}>
      <Group justify="space-between" mb="sm">
        <Text size="sm" c="dimmed">
          {t('steps.flowPeekHint')}
        </Text>
        <Anchor component={Link} to={`/flows/${flowId}`} size="sm">
          {t('steps.flowOpen', { name })}
        </Anchor>
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
