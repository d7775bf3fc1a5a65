import { Group, Select, Skeleton } from '@mantine/core';
import { StateBadge } from '@noi/ui';
import { IconArrowRight, IconHistory, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { QueryError } from '../../../errors/QueryError.tsx';
import { FlowCanvas } from '../../canvas/FlowCanvas.tsx';
import { useEditorContext } from '../../store/EditorContext.ts';
import { ChangeList } from './ChangeList.tsx';
import type { Compared } from './Compared.ts';
import { DiffBadge } from './DiffBadge.tsx';
import { DiffContext } from './DiffContext.ts';
import classes from './DiffView.module.css';
import { overlayGraphs } from './overlayGraphs.ts';

/** The later form on the canvas with what came, went and changed marked; what changed in words beside it. */
export function DiffView({ first }: { first: Compared }) {
  const { t } = useTranslation();
  const { flowId, catalog } = useEditorContext();
  const [{ from, to }, setCompared] = useState(first);
  const [chosen, setChosen] = useState<string | null>(null);
  const difference = useQuery({ ...trpc.flows.compare.queryOptions({ id: flowId, from, to }), staleTime: 0 });
  const before = useQuery({ ...trpc.flows.document.queryOptions({ id: flowId, version: from }), staleTime: 0 });
  const after = useQuery({ ...trpc.flows.document.queryOptions({ id: flowId, version: to }), staleTime: 0 });
  const overlay = useMemo(() => {
    if (!difference.data || !before.data || !after.data) return null;
    const changed = difference.data.steps.flatMap((step) => (step.kind === 'changed' ? [step.stepId] : []));
    return overlayGraphs({ before: before.data.graph, after: after.data.graph, changed });
  }, [difference.data, before.data, after.data]);
  const error = difference.error ?? before.error ?? after.error;

  return (
    <div className={classes.view}>
      <Group className={classes.head ?? ''} gap="xs">
        <FormPicker label={t('versions.compareFrom')} value={from} onChange={(value) => setCompared({ from: value, to })} />
        <IconArrowRight size={18} aria-hidden />
        <FormPicker label={t('versions.compareTo')} value={to} onChange={(value) => setCompared({ from, to: value })} />
        <Group gap={6} ml="auto" aria-hidden>
          <DiffBadge kind="added" />
          <DiffBadge kind="removed" />
          <DiffBadge kind="changed" />
        </Group>
      </Group>
      {error ? (
        <QueryError error={error} onRetry={() => void Promise.all([difference.refetch(), before.refetch(), after.refetch()])} />
      ) : (
        <div className={classes.body}>
          <div className={classes.canvas}>
            {overlay ? (
              <DiffContext value={overlay.marks}>
                <FlowCanvas graph={overlay.graph} catalog={catalog} selectedStepId={chosen} onSelect={setChosen} />
              </DiffContext>
            ) : (
              <Skeleton height="100%" role="status" aria-label={t('app.loading')} />
            )}
          </div>
          <aside className={classes.side} aria-label={t('versions.changes')}>
            {difference.data && overlay && <ChangeList difference={difference.data} chosen={chosen} onChoose={setChosen} />}
          </aside>
        </div>
      )}
    </div>
  );
}

/** Draft, live and former versions are told apart by colour, icon and word. */
function FormPicker({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const versions = useQuery(trpc.flows.versions.queryOptions({ id: flowId })).data ?? [];
  const flow = useQuery(trpc.flows.list.queryOptions()).data?.find(({ id }) => id === flowId);
  const version = versions.find(({ id }) => id === value);
  const isLive = value === 'live' || (version !== undefined && version.number === flow?.liveVersion);
  return (
    <Group gap={6} wrap="nowrap">
      <Select
        size="xs"
        w={200}
        aria-label={label}
        allowDeselect={false}
        data={[
          { value: 'draft', label: t('versions.draft') },
          ...versions.map(({ id, number, name }) => ({ value: id, label: name === null ? t('versions.number', { number }) : `${number} · ${name}` })),
        ]}
        value={value}
        onChange={(next) => next !== null && onChange(next)}
      />
      {value === 'draft' && (
        <StateBadge meaning="held" size="sm" icon={<IconPencil size={13} />}>
          {t('versions.notRunning')}
        </StateBadge>
      )}
      {isLive && (
        <StateBadge meaning="success" size="sm" icon={<IconPlayerPlay size={13} />}>
          {t('versions.live')}
        </StateBadge>
      )}
      {version && !isLive && (
        <StateBadge meaning="logic" size="sm" icon={<IconHistory size={13} />}>
          {t('versions.former')}
        </StateBadge>
      )}
    </Group>
  );
}
