import { Progress, Text } from '@mantine/core';
import { soft, strong } from '@noi/ui';
import { IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/trpc.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import { readEditorSearch } from '../trail/trail.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import classes from './FlowNotices.module.css';

/** Loaded for flows that are paused. */
const PauseNotice = lazy(async () => ({ default: (await import('./PauseNotice.tsx')).PauseNotice }));

/** Loaded inside of a called flow. */
const Trail = lazy(async () => ({ default: (await import('../trail/Trail.tsx')).Trail }));

const lookAgainMs = 2_000;
/** Others may stop all runs while one looks. */
const seldomMs = 30_000;

/** The way back out of a called flow, and what is going on with the flow's runs as a whole: a pause and what it holds, a stop and how far it has come. Empty on an ordinary day. */
export function FlowNotices({ facts }: { facts: FlowFacts }) {
  const { trail } = readEditorSearch(useSearch({ strict: false }));
  return (
    <div className={classes.notices}>
      {trail !== undefined && (
        <Suspense>
          <Trail trail={trail} name={facts.name} />
        </Suspense>
      )}
      {facts.liveVersion !== null && <StopNotice />}
      {facts.liveVersion !== null && facts.status === 'paused' && (
        <Suspense>
          <PauseNotice facts={facts} />
        </Suspense>
      )}
    </div>
  );
}

function StopNotice() {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const progress = useQuery({
    ...trpc.flows.stopProgress.queryOptions({ id: flowId }),
    refetchInterval: ({ state }) => (state.data?.last && state.data.last.endedAt === null ? lookAgainMs : seldomMs),
  });
  // One that was over before the page was opened is no news.
  const [seenOver] = useState(() => Date.now());
  const last = progress.data?.last ?? null;
  if (last === null || (last.endedAt !== null && (Date.parse(last.endedAt) < seenOver || last.total === 0))) return null;
  const done = last.total - last.left;

  return (
    <section className={classes.notice} aria-label={t('pause.stopNoticeName')} style={{ background: soft('held') }}>
      <IconPlayerStop size={18} color={strong('held')} aria-hidden="true" />
      <Text size="sm" className={classes.words} role="status">
        {last.endedAt === null ? t('pause.stopping', { done, total: last.total }) : t('pause.stopped', { count: last.total })}
      </Text>
      {last.endedAt === null && <Progress className={classes.progress} value={(done / last.total) * 100} animated aria-label={t('pause.stopNoticeName')} />}
    </section>
  );
}
