import { Alert, Button, Drawer, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import type { Simulation } from '@noi/flow';
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/trpc.ts';
import { readError } from '../../errors/readError.ts';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { TrialTimeline } from './TrialTimeline.tsx';

const selectGraph = (state: EditorState) => state.graph;
const selectIssues = (state: EditorState) => state.issues;

/** Runs the draft on sample data and a virtual clock, and shows what would happen when. Nothing is sent. */
export function TrialDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" size={440} title={t('editor.tryTitle')}>
      {isOpen && <Trial />}
    </Drawer>
  );
}

function Trial() {
  const { t } = useTranslation();
  const text = useText();
  const { flowId, queue, catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  const errors = useEditor(selectIssues).filter((issue) => issue.severity === 'error');
  const trial = useQuery({
    queryKey: ['trial', flowId],
    queryFn: async (): Promise<Simulation> => {
      await queue.flush();
      return api.flows.simulate.mutate({ id: flowId });
    },
    gcTime: 0,
    retry: false,
  });

  if (trial.error) {
    const { code, text: words } = readError(trial.error);
    return (
      <Stack>
        <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />} title={t('editor.tryBlocked')}>
          {code === 'flow_invalid' && errors.length > 0 ? (
            <List size="sm" spacing={4}>
              {errors.map((issue) => {
                const step = issue.stepId === undefined ? undefined : graph.steps[issue.stepId];
                return (
                  <List.Item key={`${issue.stepId ?? ''}:${issue.field ?? ''}:${issue.code}`}>
                    {step && <b>{text(describeStep(step, graph, catalog).title)}: </b>}
                    {text(issue.message)}
                  </List.Item>
                );
              })}
            </List>
          ) : (
            text(words)
          )}
        </Alert>
        <Retry onRetry={() => void trial.refetch()} />
      </Stack>
    );
  }
  if (!trial.data) {
    return (
      <Stack role="status" aria-label={t('app.loading')}>
        <Skeleton height={48} />
        <Skeleton height={48} />
        <Skeleton height={48} />
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('editor.tryHint')}
      </Text>
      <TrialTimeline simulation={trial.data} />
      <Retry onRetry={() => void trial.refetch()} />
    </Stack>
  );
}

function Retry({ onRetry }: { onRetry(): void }) {
  const { t } = useTranslation();
  return (
    <Group>
      <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
        {t('editor.tryAgain')}
      </Button>
    </Group>
  );
}
