import { Text, Timeline, Title, UnstyledButton } from '@mantine/core';
import { isContainer, stepTitle } from '@noi/flow';
import type { Text as Words } from '@noi/node-sdk';
import { strong } from '@noi/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { describeStep } from '../editor/canvas/describeStep.ts';
import { StepIcon } from '../editor/canvas/stepLook.tsx';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { stepNumbers } from '../editor/outline/outlineRows.ts';
import { outlineTree } from '../editor/outline/outlineTree.ts';
import { formatDateTime, formatLength } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import { awaitWords, heldCallWords } from './awaitWords.ts';
import { isHeld } from './ContinueNow.tsx';
import { HeldStep } from './HeldStep.tsx';
import { MessageLine } from './MessageFacts.tsx';
import { RunLinks } from './RunLinks.tsx';
import { RunProblem } from './RunProblem.tsx';
import { RunStateBadge } from './RunStateBadge.tsx';
import type { RunFocus } from './runFocus.ts';
import classes from './Story.module.css';
import { StoryRounds } from './StoryRounds.tsx';
import { type StoryLine, storyLines } from './storyLines.ts';

type Detail = ApiOutputs['runs']['get'];
type StepRun = Detail['steps'][number];

interface StoryProps {
  readonly detail: Detail;
  readonly catalog: EditorCatalog;
  readonly focus: RunFocus;
  onFocus(focus: RunFocus): void;
  onSelect(stepId: string): void;
}

/** The run as a list to read: every step in the order in which it began, with how long it took and what the customer got. */
export function Story(props: StoryProps) {
  const { t } = useTranslation();
  const { graph, steps } = props.detail;
  const lines = useMemo(() => storyLines(steps, stepNumbers(outlineTree(graph)).keys()), [steps, graph]);
  return (
    <>
      <RunProblem detail={props.detail} catalog={props.catalog} />
      <RunLinks detail={props.detail} />
      <Title order={2} fz="1rem">
        {t('runs.story')}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t('runs.storyHint')}
      </Text>
      <StoryLevel {...props} lines={lines} />
    </>
  );
}

/** The lines of one scope; what ran inside a container stands below its line. */
function StoryLevel({ lines, ...props }: StoryProps & { readonly lines: readonly StoryLine[] }) {
  const { detail, catalog } = props;
  const { graph, run } = detail;
  return (
    <Timeline bulletSize={30} lineWidth={2} classNames={{ itemBullet: classes.bullet ?? '' }}>
      {lines.map((line) => {
        const { row, rounds } = line;
        const step = graph.steps[row.stepId];
        const face = step && describeStep(step, graph, catalog);
        return (
          <Timeline.Item
            key={`${row.scope}/${row.stepId}#${row.visit}`}
            {...(face && { bullet: <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} size={30} /> })}
          >
            <StoryStep {...props} row={row} />
            {isHeld(row, run.endedAt !== null) && !(step && isContainer(step)) && <HeldStep row={row} detail={props.detail} />}
            {rounds.length > 0 && (
              <StoryRounds step={step} line={line} focus={props.focus} onFocus={props.onFocus}>
                {(inner) => <StoryLevel {...props} lines={inner} />}
              </StoryRounds>
            )}
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function StoryStep({ detail, catalog, onSelect, row }: StoryProps & { readonly row: StepRun }) {
  const text = useText();
  const { graph, run } = detail;
  const step = graph.steps[row.stepId];
  // One step of a loop sends many messages; only outside of loops is it clear which is meant.
  const sent = detail.messages.filter((known) => known.stepId === row.stepId);
  const message = sent.length === 1 ? sent[0] : undefined;
  return (
    <UnstyledButton className={classes.step} onClick={() => onSelect(row.stepId)}>
      <span className={classes.head}>
        <Text span size="sm" fw={500}>
          {step ? text(stepTitle({ step, graph, catalog })) : row.stepId}
        </Text>
        <RunStateBadge state={row.state} size="sm" />
      </span>
      <StepTimes row={row} awaited={step && row.state === 'waiting' ? (heldCallWords(detail, row) ?? awaitWords(step, catalog)) : null} />
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
  );
}

/** When the step began and how long it took; for a wait, when it ends. */
function StepTimes({ row, awaited }: { row: StepRun; awaited: Words | null }) {
  const { t } = useTranslation();
  const text = useText();
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
      {awaited && row.endedAt === null && (
        <Text size="xs" fw={500} c={strong('wait')} component="span" display="block">
          {until ? t('runs.awaitsUntil', { what: text(awaited), when: formatDateTime(until) }) : t('runs.awaits', { what: text(awaited) })}
        </Text>
      )}
      {until && !awaited && (
        <Text size="xs" fw={500} c={strong('wait')} component="span" display="block">
          {[t(row.state === 'retrying' ? 'runs.retriesAt' : 'runs.waitsUntil', { when: formatDateTime(until) }), left && t('runs.left', { length: left })]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
    </>
  );
}
