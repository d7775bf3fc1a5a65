import { Button, Progress, Text } from '@mantine/core';
import { soft, strong } from '@noi/ui';
import { IconPlayerPause, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/trpc.ts';
import { formatDateTime } from '../../words/format.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import classes from './FlowNotices.module.css';
import { OnceOpened } from './OnceOpened.tsx';

const ResumeDialog = lazy(async () => ({ default: (await import('../../flows/ResumeDialog.tsx')).ResumeDialog }));

const lookAgainMs = 2_000;
/** Others may stop all runs while one looks. */
const seldomMs = 30_000;

/** What is going on with the flow's runs as a whole: a pause and what it holds, a stop and how far it has come. Empty on an ordinary day. */
export function FlowNotices({ facts }: { facts: FlowFacts }) {
  if (facts.liveVersion === null) return null;
  return (
    <div className={classes.notices}>
      <StopNotice />
      {facts.status === 'paused' && <PauseNotice facts={facts} />}
    </div>
  );
}

function PauseNotice({ facts }: { facts: FlowFacts }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const [isResuming, setResuming] = useState(false);
  const overdue = useQuery({ ...trpc.flows.overdue.queryOptions({ id: flowId }), refetchInterval: lookAgainMs * 5 });
  const { held = 0, eventsMissed = 0, pausedAt = null } = overdue.data ?? {};
  const parts = [
    pausedAt === null ? t('pause.isPaused') : t('pause.isPausedSince', { when: formatDateTime(pausedAt) }),
    held > 0 ? t('pause.holds', { count: held }) : t('pause.holdsNothing'),
    ...(eventsMissed > 0 ? [t('pause.missed', { count: eventsMissed })] : []),
  ];

  return (
    <section className={classes.notice} aria-label={t('pause.noticeName')} style={{ background: soft('wait') }}>
      <IconPlayerPause size={18} color={strong('wait')} aria-hidden="true" />
      <Text size="sm" className={classes.words}>
        {parts.join(' ')}
      </Text>
      <Button size="xs" variant="default" onClick={() => setResuming(true)}>
        {t('pause.resume')}
      </Button>
      <OnceOpened isOpen={isResuming}>
        <ResumeDialog flowId={flowId} isOpen={isResuming} onClose={() => setResuming(false)} onResumed={() => void facts.refresh()} />
      </OnceOpened>
    </section>
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
