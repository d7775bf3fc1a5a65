import { Group, Pill } from '@mantine/core';
import { stepTitle } from '@noi/flow';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { useText } from '../words/useText.ts';
import type { RunsFilter } from './runsSearch.ts';

interface FilterChipsProps {
  readonly filter: RunsFilter;
  onDrop(keys: readonly (keyof RunsFilter)[]): void;
}

/** The parts of a filter that came with a link: a step, a wire, an error group; each can be taken off. */
export function FilterChips({ filter, onDrop }: FilterChipsProps) {
  const { t } = useTranslation();
  const { stepId, outcome, port, errorKind, failedStep } = filter;
  const nameOf = useStepNames(filter);
  if (stepId === undefined && errorKind === undefined) return null;
  const step = stepId === undefined ? '' : nameOf(stepId);
  return (
    <Group gap="xs">
      {stepId !== undefined && (
        <Pill withRemoveButton removeButtonProps={{ 'aria-label': t('runs.dropFilter') }} onRemove={() => onDrop(['stepId', 'outcome', 'port'])}>
          {port !== undefined ? t('runs.wentBy', { step }) : t(`runs.at.${outcome ?? 'any'}`, { step })}
        </Pill>
      )}
      {errorKind !== undefined && (
        <Pill withRemoveButton removeButtonProps={{ 'aria-label': t('runs.dropFilter') }} onRemove={() => onDrop(['failedStep', 'errorKind', 'cause'])}>
          {t('runs.ofCause', { step: failedStep === undefined ? '' : nameOf(failedStep) })}
        </Pill>
      )}
    </Group>
  );
}

/** Names steps as the flow does now; one that is gone has no better name than that it is gone. */
function useStepNames({ flowId, stepId, failedStep }: RunsFilter): (stepId: string) => string {
  const { t } = useTranslation();
  const text = useText();
  const isWanted = flowId !== undefined && (stepId !== undefined || failedStep !== undefined);
  const flow = useQuery({ ...trpc.flows.get.queryOptions({ id: flowId ?? '' }), enabled: isWanted });
  const packages = useQuery({ ...trpc.catalog.get.queryOptions(), enabled: isWanted });
  const catalog = useMemo(() => packages.data && createEditorCatalog(packages.data.packages), [packages.data]);
  return (id) => {
    const graph = flow.data?.graph;
    const step = graph?.steps[id];
    return graph && step && catalog ? text(stepTitle({ step, graph, catalog })) : t('runs.formerStep');
  };
}
