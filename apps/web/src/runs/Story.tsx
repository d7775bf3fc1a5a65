import { Text, Timeline, Title, UnstyledButton } from '@mantine/core';
import { stepTitle } from '@noi/flow';
import { strong } from '@noi/ui';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { describeStep } from '../editor/canvas/describeStep.ts';
import { StepIcon } from '../editor/canvas/stepLook.tsx';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { formatDateTime, formatLength } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import { ContinueNow, isHeld } from './ContinueNow.tsx';
import { MessageLine } from './MessageFacts.tsx';
import { RunProblem } from './RunProblem.tsx';
import { RunStateBadge } from './RunStateBadge.tsx';
import classes from './Story.module.css';

type Detail = ApiOutputs['runs']['get'];
type StepRun = Detail['steps'][number];

interface StoryProps {
  readonly detail: Detail;
  readonly catalog: EditorCatalog;
  onSelect(stepId: string): void;
}

/** The run as a list to read: every step in the order in which it began, with how long it took and what the customer got. */
export function Story({ detail, catalog, onSelect }: StoryProps) {
  const { t } = useTranslation();
  const text = useText();
  const { graph, run } = detail;
  const steps = [...detail.steps].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  return (
    <>
      <RunProblem detail={detail} catalog={catalog} />
      <Title order={2} fz="1rem">
        {t('runs.story')}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t('runs.storyHint')}
      </Text>
      <Timeline bulletSize={30} lineWidth={2} classNames={{ itemBullet: classes.bullet ?? '' }}>
        {steps.map((row) => {
          const step = graph.steps[row.stepId];
          const face = step && describeStep(step, graph, catalog);
          const message = detail.messages.find((known) => known.stepId === row.stepId);
          return (
            <Timeline.Item
              key={`${row.scope}/${row.stepId}#${row.visit}`}
              {...(face && { bullet: <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} size={30} /> })}
            >
              <UnstyledButton className={classes.step} onClick={() => onSelect(row.stepId)}>
                <span className={classes.head}>
                  <Text span size="sm" fw={500}>
                    {step ? text(stepTitle({ step, graph, catalog })) : row.stepId}
                  </Text>
                  <RunStateBadge state={row.state} size="sm" />
                </span>
                <StepTimes row={row} />
                {message && <MessageLine message={message} />}
                {row.reason && (
                  <Text size="xs" mt={2} component="span" display="block">
                    {text(row.reason)}
                  </Text>
                )}
                {row.error && !(run.state === 'failed' && row.state === 'failed') && (
                  <Text size="xs" c={strong('failure')} mt={2} component="span" display="block">
                    {text(row.error.text)}
                  </Text>
                )}
              </UnstyledButton>
              {isHeld(row, run.endedAt !== null) && <ContinueNow row={row} runId={run.id} />}
            </Timeline.Item>
          );
        })}
      </Timeline>
    </>
  );
}

/** When the step began and how long it took; for a wait, when it ends. */
function StepTimes({ row }: { row: StepRun }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const length = row.endedAt && formatLength(Date.parse(row.endedAt) - Date.parse(row.startedAt), language);
  const until = row.endedAt === null && row.waitUntil;
  const left = until && formatLength(Date.parse(until) - Date.now(), language);
  return (
    <>
      <Text size="xs" c="dimmed" mt={2} component="span" display="block">
        {[formatDateTime(row.startedAt), length && t('runs.took', { length }), row.attempts.length > 1 && t('runs.tried', { count: row.attempts.length })]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {until && (
        <Text size="xs" fw={500} c={strong('wait')} component="span" display="block">
          {[t(row.state === 'retrying' ? 'runs.retriesAt' : 'runs.waitsUntil', { when: formatDateTime(until) }), left && t('runs.left', { length: left })]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
    </>
  );
}
