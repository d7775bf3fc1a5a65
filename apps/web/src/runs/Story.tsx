import { Text, Timeline, Title, UnstyledButton } from '@mantine/core';
import { stepTitle } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import { RunStateBadge } from './RunStateBadge.tsx';

interface StoryProps {
  readonly detail: ApiOutputs['runs']['get'];
  readonly catalog: EditorCatalog;
  onSelect(stepId: string): void;
}

/** The run as a list to read: every step in the order in which it began. */
export function Story({ detail, catalog, onSelect }: StoryProps) {
  const { t } = useTranslation();
  const text = useText();
  const steps = [...detail.steps].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  return (
    <>
      <Title order={2} fz="1rem">
        {t('runs.story')}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t('runs.storyHint')}
      </Text>
      <Timeline active={steps.length} bulletSize={14} lineWidth={2}>
        {steps.map((row) => {
          const step = detail.graph.steps[row.stepId];
          return (
            <Timeline.Item key={`${row.scope}/${row.stepId}#${row.visit}`}>
              <UnstyledButton onClick={() => onSelect(row.stepId)} style={{ display: 'block', width: '100%' }}>
                <Text size="sm" fw={500}>
                  {step ? text(stepTitle({ step, graph: detail.graph, catalog })) : row.stepId}
                </Text>
                <RunStateBadge state={row.state} size="sm" />
                <Text size="xs" c="dimmed" mt={2}>
                  {formatDateTime(row.startedAt)}
                  {row.waitUntil && row.endedAt === null ? ` · ${t('runs.until', { when: formatDateTime(row.waitUntil) })}` : ''}
                </Text>
                {row.reason && (
                  <Text size="xs" c="dimmed" mt={2}>
                    {text(row.reason)}
                  </Text>
                )}
                {row.error && (
                  <Text size="xs" c="red" mt={2}>
                    {text(row.error.text)}
                  </Text>
                )}
              </UnstyledButton>
            </Timeline.Item>
          );
        })}
      </Timeline>
    </>
  );
}
