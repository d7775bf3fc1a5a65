import { ActionIcon, Button, Group, Progress, Text } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './TourPanel.module.css';
import { type TourProgress, type TourStep, tourProgress, tourSteps } from './tourProgress.ts';
import { useTour } from './tourState.ts';
import { useTourFacts } from './useTourFacts.ts';

/** The tour at the edge of the screen: what to do next, where, and what is done already. It follows what really happens in the shop. */
export function TourPanel() {
  const { t } = useTranslation();
  const { state, start, leave } = useTour();
  const [isFolded, setFolded] = useState(false);
  const facts = useTourFacts(state.hasLooked);
  const progress = facts && state.startedAt !== null ? tourProgress(state.startedAt, facts) : null;
  const current = progress?.current;
  useEffect(() => {
    document.documentElement.dataset.tour = current ?? '';
    return () => {
      delete document.documentElement.dataset.tour;
    };
  }, [current]);
  if (!progress) return null;
  const isOver = progress.current === null;

  return (
    <section className={classes.panel} aria-label={t('tour.title')}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm">
          {t('tour.title')}
        </Text>
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(isFolded ? 'tour.unfold' : 'tour.fold')}
            aria-expanded={!isFolded}
            onClick={() => setFolded(!isFolded)}
          >
            {isFolded ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t('tour.leave')} title={t('tour.leaveHint')} onClick={leave}>
            <IconX size={16} />
          </ActionIcon>
        </Group>
      </Group>
      <Progress value={(100 * progress.done.size) / tourSteps.length} size="sm" mt={6} aria-label={t('tour.progress')} />
      <Text size="xs" c="dimmed" mt={4} role="status">
        {isOver ? t('tour.over') : t('tour.at', { done: progress.done.size, all: tourSteps.length })}
      </Text>
      {!isFolded && (
        <>
          <ol className={classes.steps}>
            {tourSteps.map((step) => (
              <StepLine key={step} step={step} progress={progress} />
            ))}
          </ol>
          {isOver && (
            <Group mt="sm" gap="xs">
              <Button size="xs" onClick={leave}>
                {t('tour.finish')}
              </Button>
              <Button size="xs" variant="default" onClick={start}>
                {t('tour.again')}
              </Button>
            </Group>
          )}
        </>
      )}
    </section>
  );
}

function StepLine({ step, progress }: { step: TourStep; progress: TourProgress }) {
  const { t } = useTranslation();
  const isDone = progress.done.has(step);
  const isCurrent = progress.current === step;
  return (
    <li className={classes.step} aria-current={isCurrent ? 'step' : undefined} data-done={isDone || undefined}>
      <span className={classes.mark} aria-hidden="true">
        {isDone ? <IconCheck size={12} stroke={3} /> : tourSteps.indexOf(step) + 1}
      </span>
      <div>
        <Text size="sm" fw={isCurrent ? 600 : 400}>
          {t(`tour.steps.${step}.title`)}
          {isDone && <span className={classes.hidden}>{t('tour.done')}</span>}
        </Text>
        {isCurrent && (
          <>
            <Text size="xs" c="dimmed" mt={2}>
              {t(`tour.steps.${step}.how`)}
            </Text>
            <WayThere step={step} progress={progress} />
          </>
        )}
      </div>
    </li>
  );
}

/** Leads to the page where the step is done; the doing is the person's own. */
function WayThere({ step, progress: { flowId, runId } }: { step: TourStep; progress: TourProgress }) {
  const { t } = useTranslation();
  const label = t(`tour.steps.${step}.go`);
  const button = (to: (props: object) => ReactNode) => (
    <Button size="compact-xs" variant="light" mt={6} renderRoot={to}>
      {label}
    </Button>
  );
  switch (step) {
    case 'pick':
      return button((props) => <Link to="/flows" {...props} />);
    case 'look':
    case 'publish':
      return flowId === null ? null : button((props) => <Link to="/flows/$id" params={{ id: flowId }} {...props} />);
    case 'skip':
      return runId === null ? button((props) => <Link to="/runs" {...props} />) : button((props) => <Link to="/runs/$id" params={{ id: runId }} {...props} />);
    default:
      return button((props) => <Link to="/phone" {...props} />);
  }
}
