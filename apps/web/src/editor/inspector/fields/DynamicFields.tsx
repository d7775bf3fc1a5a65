import { Anchor, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { dynamicKey, type InputValue, snapshotFields } from '@noi/flow';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { readError } from '../../../errors/readError.ts';
import { useText } from '../../../words/useText.ts';
import { SnapshotFacts } from '../message/SnapshotFacts.tsx';
import { useStepEdit } from '../useStepEdit.ts';
import type { FieldProps } from './FieldProps.ts';
import { isRecord, withEntry } from './fieldRecord.ts';

/** Fields that only the account knows (a message template's parameters). They are loaded when the choice changes and frozen into the step. */
export function DynamicFields({ step, field, path, value, onChange, renderField, isInPicture = false }: FieldProps) {
  const { t } = useTranslation();
  const text = useText();
  const { setDynamic } = useStepEdit(step.id);
  const dependsOn = field.dynamic?.dependsOn ?? [];
  const isReady = step.connectionId !== undefined && dependsOn.every((key) => isFilled(step.input[key]));
  const key = dynamicKey({ dependsOn, input: step.input });
  const snapshot = step.kind === 'action' ? step.dynamic?.[field.key] : undefined;
  const isStale = isReady && snapshot?.madeFor !== key;

  const loaded = useQuery(
    trpc.connections.dynamicFields.queryOptions(
      {
        connectionId: step.connectionId ?? '',
        node: step.node,
        nodeVersion: step.nodeVersion,
        field: field.key,
        input: Object.fromEntries(dependsOn.map((name) => [name, step.input[name] ?? null])),
      },
      { enabled: isStale },
    ),
  );

  useEffect(() => {
    if (!isStale || !loaded.data || loaded.isPlaceholderData) return;
    const { fields, title, priceVnd, previewUrl, buttons, facts } = loaded.data;
    setDynamic(field.key, {
      madeFor: key,
      // The document keeps plain JSON.
      fields: fields.map((one) => ({ ...one })),
      ...(title !== undefined && { title }),
      ...(priceVnd !== undefined && { priceVnd }),
      ...(previewUrl !== undefined && { previewUrl }),
      ...(buttons && buttons.length > 0 && { buttons }),
      ...(facts && facts.length > 0 && { facts }),
    });
  }, [isStale, loaded.data, loaded.isPlaceholderData, key, field.key, setDynamic]);

  if (!isReady) return null;
  if (isStale) {
    if (loaded.error) {
      return (
        <Group gap={6} mb="md" role="alert">
          <Text size="xs" c="var(--noi-failure)">
            {text(readError(loaded.error).text)}
          </Text>
          <Anchor component="button" type="button" size="xs" onClick={() => void loaded.refetch()}>
            {t('app.tryAgain')}
          </Anchor>
        </Group>
      );
    }
    return (
      <Stack gap="xs" mb="md" role="status" aria-label={t('app.loading')}>
        <Skeleton height={36} />
        <Skeleton height={36} />
      </Stack>
    );
  }

  const held = isRecord(value) ? value : {};
  const inner = (snapshot ? snapshotFields(snapshot) : []).map((child) =>
    renderField({
      step,
      field: child,
      path: `${path}.${child.key}`,
      value: held[child.key],
      onChange: (next) => onChange(withEntry(held, child.key, next)),
    }),
  );
  if (isInPicture) return inner;
  return (
    <Paper withBorder p="sm" mb="md" component="fieldset" m={0}>
      <Group component="legend" justify="space-between" px={4} gap="md">
        <Text size="sm" fw={500}>
          {text(field.label)}
        </Text>
      </Group>
      {snapshot && <SnapshotFacts snapshot={snapshot} />}
      {inner}
    </Paper>
  );
}

function isFilled(value: InputValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
