import { Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../../api/trpc.ts';
import { useText } from '../../words/useText.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import { DiffBadge } from './diff/DiffBadge.tsx';
import { WireChanges } from './diff/WireChanges.tsx';

type Compared = ApiOutputs['flows']['compare'];

/** What changed from one form of the flow to another, step by step, in words. */
export function Difference({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { flowId } = useEditorContext();
  const { data } = useQuery({ ...trpc.flows.compare.queryOptions({ id: flowId, from, to }), staleTime: 0 });
  if (data === undefined) return <Skeleton height={60} role="status" aria-label={t('app.loading')} />;
  const { steps, wires, settings } = data;
  if (steps.length + wires.length + settings.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('versions.noDifference')}
      </Text>
    );
  }
  return (
    <Stack gap="xs" data-testid="difference">
      {steps.map((step) => (
        <div key={`${step.kind} ${step.stepId}`}>
          <Group gap={6} wrap="nowrap" align="flex-start">
            <DiffBadge kind={step.kind} />
            <Text size="sm" fw={600}>
              {text(step.title)}
            </Text>
          </Group>
          <Fields fields={step.fields} />
        </div>
      ))}
      {settings.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('versions.settings')}
          </Text>
          <Fields fields={settings} />
        </div>
      )}
      <WireChanges wires={wires} />
    </Stack>
  );
}

function Fields({ fields }: { fields: Compared['settings'] }) {
  const { t } = useTranslation();
  const text = useText();
  const shown = (value: Compared['settings'][number]['from']) => (value === null ? t('versions.unset') : text(value));
  return (
    <List size="sm" spacing={2}>
      {fields.map(({ path, label, from, to }) => (
        <List.Item key={path}>
          {text(label)}: {shown(from)} → {shown(to)}
        </List.Item>
      ))}
    </List>
  );
}
