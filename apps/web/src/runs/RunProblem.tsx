import { Alert, Anchor, Box, Text } from '@mantine/core';
import { stepTitle } from '@noi/flow';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { useText } from '../words/useText.ts';
import { RestartStep } from './RestartStep.tsx';

type Detail = ApiOutputs['runs']['get'];

/** Why a run failed: at which step, what it means for the customer, and the way to mend it. */
export function RunProblem({ detail, catalog }: { detail: Detail; catalog: EditorCatalog }) {
  const { t } = useTranslation();
  const text = useText();
  const { run, graph, steps } = detail;
  if (run.state !== 'failed' || !run.error) return null;
  const row = steps.findLast((known) => known.state === 'failed');
  const step = row && graph.steps[row.stepId];
  const message = detail.messages.find((known) => known.stepId === row?.stepId);
  const meaning = message ? (message.state === 'unknown' ? t('runs.failedUnknown') : t('runs.failedMessage')) : t('runs.failedMeans');

  return (
    <Alert
      color="red"
      mb="md"
      icon={<IconAlertTriangle size={18} />}
      title={step ? t('runs.failedAt', { step: text(stepTitle({ step, graph, catalog })) }) : t('runs.error')}
    >
      {text(run.error.text)}
      <Text size="sm" mt={6}>
        {meaning}
      </Text>
      {row && detail.restarts.length === 0 && (
        <Box my="xs">
          <RestartStep detail={detail} catalog={catalog} row={row} />
        </Box>
      )}
      {run.error.kind === 'unauthorized' && (
        <Anchor renderRoot={(props) => <Link to="/connections" {...props} />} size="sm" mt={6}>
          {t('runs.toConnections')}
        </Anchor>
      )}
      {run.error.kind === 'invalid_input' && (
        <Anchor renderRoot={(props) => <Link to="/flows/$id" params={{ id: run.flowId }} {...props} />} size="sm" mt={6}>
          {t('runs.toFlow')}
        </Anchor>
      )}
    </Alert>
  );
}
