import { Button, Text } from '@mantine/core';
import { soft, strong } from '@noi/ui';
import { IconPlayerPause } from '@tabler/icons-react';
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

const lookAgainMs = 10_000;

/** That the flow is paused, what the pause holds, and the way on. */
export function PauseNotice({ facts }: { facts: FlowFacts }) {
  const { t } = useTranslation();
  const { flowId } = useEditorContext();
  const [isResuming, setResuming] = useState(false);
  const overdue = useQuery({ ...trpc.flows.overdue.queryOptions({ id: flowId }), refetchInterval: lookAgainMs });
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
      <Button size="xs" variant="default" className={classes.action ?? ''} onClick={() => setResuming(true)}>
        {t('pause.resume')}
      </Button>
      <OnceOpened isOpen={isResuming}>
        <ResumeDialog flowId={flowId} isOpen={isResuming} onClose={() => setResuming(false)} onResumed={() => void facts.refresh()} />
      </OnceOpened>
    </section>
  );
}
