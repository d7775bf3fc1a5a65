import { Anchor, Button, Drawer, Group } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { ConfirmButton, Page, PageHeader, RowSkeletons } from '@noi/ui';
import { IconArrowLeft, IconPlayerStop, IconRoute } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, queryClient, trpc } from '../api/trpc.ts';
import { FlowCanvas } from '../editor/canvas/FlowCanvas.tsx';
import { createEditorCatalog, type EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { useReportError } from '../errors/useReportError.ts';
import { formatDateTime, formatLength } from '../words/format.ts';
import { useLanguage } from '../words/useText.ts';
import { CanvasFocus } from './CanvasFocus.tsx';
import classes from './RunPage.module.css';
import { RunStateBadge } from './RunStateBadge.tsx';
import { isInFocus, wholeRun } from './runFocus.ts';
import { runMarks, takenEdges } from './runMarks.ts';
import { StepPanel } from './StepPanel.tsx';
import { Story } from './Story.tsx';
import { VersionBadge } from './VersionBadge.tsx';

const runRoute = getRouteApi('/app/runs/$id');

/** One run on the canvas: the path it took, and what every step did. */
export function RunPage() {
  const { t } = useTranslation();
  const { id } = runRoute.useParams();
  const run = useQuery(trpc.runs.get.queryOptions({ id }));
  const packages = useQuery(trpc.catalog.get.queryOptions());
  // Steps that call a flow are named after it.
  const { data: flows } = useQuery(trpc.flows.callable.queryOptions());
  const catalog = useMemo(() => packages.data && createEditorCatalog(packages.data.packages, flows), [packages.data, flows]);
  const error = run.error ?? packages.error;
  if (error) return <QueryError error={error} onRetry={() => void Promise.all([run.refetch(), packages.refetch()])} />;
  if (!run.data || !catalog) {
    return (
      <Page>
        <RowSkeletons rows={8} label={t('app.loading')} />
      </Page>
    );
  }
  return <RunView detail={run.data} catalog={catalog} />;
}

function RunView({ detail, catalog }: { detail: ApiOutputs['runs']['get']; catalog: EditorCatalog }) {
  const [selected, setSelected] = useState<string | null>(null);
  const isPhone = useMediaQuery('(max-width: 62em)') ?? false;
  const [focus, setFocus] = useState(wholeRun);
  const { graph } = detail;
  const inFocus = useMemo(() => detail.steps.filter((row) => isInFocus(focus, row)), [detail.steps, focus]);
  const marks = useMemo(() => runMarks(inFocus), [inFocus]);
  const taken = useMemo(() => takenEdges({ graph, steps: inFocus }), [graph, inFocus]);
  const { t } = useTranslation();
  const seen = { detail, catalog, focus, onFocus: setFocus };
  const panel = selected !== null && <StepPanel key={selected} {...seen} stepId={selected} onClose={() => setSelected(null)} />;

  return (
    <div className={classes.page}>
      <RunHeader detail={detail} isPhone={isPhone} />
      <div className={classes.body}>
        <div className={classes.canvas}>
          <FlowCanvas
            graph={graph}
            catalog={catalog}
            stepStates={marks}
            takenEdges={taken}
            selectedStepId={selected}
            hasMap={!isPhone}
            onSelect={setSelected}
          />
          <CanvasFocus {...seen} />
        </div>
        <aside className={classes.side} aria-label={t('runs.story')}>
          {isPhone || !panel ? <Story {...seen} onSelect={setSelected} /> : panel}
        </aside>
      </div>
      {isPhone && (
        <Drawer opened={selected !== null} onClose={() => setSelected(null)} position="bottom" size="80%" withCloseButton={false}>
          {panel}
        </Drawer>
      )}
    </div>
  );
}

function RunHeader({ detail, isPhone }: { detail: ApiOutputs['runs']['get']; isPhone: boolean }) {
  const { t } = useTranslation();
  const { run } = detail;
  const stop = useMutation(
    trpc.runs.stop.mutationOptions({
      onError: useReportError(),
      onSuccess: () => {
        notifications.show({ title: run.flowName, message: t('runs.stopRequested') });
        return queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      },
    }),
  );
  const language = useLanguage();
  const length = run.endedAt && formatLength(Date.parse(run.endedAt) - Date.parse(run.startedAt), language);
  const times = [t('runs.since', { from: formatDateTime(run.startedAt) }), length && t('runs.took', { length })].filter(Boolean).join(' · ');

  return (
    <header className={classes.header}>
      <PageHeader
        above={
          <Anchor component={Link} to="/runs" size="sm" c="dimmed">
            <IconArrowLeft size={14} style={{ verticalAlign: -2 }} /> {t('runs.backToRuns')}
          </Anchor>
        }
        title={
          <Group gap="4px 12px">
            {[run.subject ?? t('runs.noSubject'), run.customer].filter(Boolean).join(' · ')}
            <RunStateBadge state={run.state} />
            <VersionBadge flowId={run.flowId} version={run.version} />
          </Group>
        }
        summary={
          <>
            {run.flowName} · {times}
          </>
        }
        actions={
          <>
            <Button
              renderRoot={(props) => <Link to="/flows/$id" params={{ id: run.flowId }} {...props} />}
              variant="default"
              {...(isPhone ? { px: 'xs', 'aria-label': t('runs.toFlow') } : { leftSection: <IconRoute size={16} /> })}
            >
              {isPhone ? <IconRoute size={18} /> : t('runs.toFlow')}
            </Button>
            {run.endedAt === null && (
              <ConfirmButton
                variant="default"
                {...(isPhone ? { px: 'xs', 'aria-label': t('runs.stop') } : { leftSection: <IconPlayerStop size={16} /> })}
                isDangerous
                title={t('runs.stop')}
                question={t('runs.stopQuestion')}
                confirmLabel={t('runs.stop')}
                cancelLabel={t('app.cancel')}
                onConfirm={async () => void (await stop.mutateAsync({ runId: run.id }).catch(() => null))}
              >
                {isPhone ? <IconPlayerStop size={18} /> : t('runs.stop')}
              </ConfirmButton>
            )}
          </>
        }
      />
    </header>
  );
}
