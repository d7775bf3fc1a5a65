import { Text, Timeline } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../words/format.ts';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { StepMark } from '../canvas/StepMark.tsx';
import { StepIcon } from '../canvas/stepLook.tsx';
import { PinOfTrial } from '../pins/PinOfTrial.tsx';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { FirstOf } from './FirstOf.tsx';
import type { Trial } from './travel/travelFacts.ts';
import { sinceStart, trialLines } from './trialLines.ts';

const selectGraph = (state: EditorState) => state.graph;

/** What a trial did, step by step, with its own clock. */
export function TrialTimeline({ simulation }: { simulation: Trial }) {
  const { t } = useTranslation();
  const text = useText();
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  const { timezone } = graph.settings;
  const start = Date.parse(simulation.startedAt);
  const lines = useMemo(() => trialLines(simulation), [simulation]);

  return (
    <FirstOf items={lines}>
      {(shown) => (
        <Timeline bulletSize={30} lineWidth={2} active={-1}>
          {shown.map(({ key, record, startedAt, endedAt, messages, delays }) => {
            const step = graph.steps[record.stepId];
            if (!step) return null;
            const face = describeStep(step, graph, catalog);
            const { unit, count } = sinceStart(startedAt - start);
            return (
              <Timeline.Item
                key={key}
                bullet={<StepIcon look={face.look} svg={face.svg} glyph={face.glyph} size={26} />}
                title={
                  <Text size="sm" fw={500}>
                    {text(face.title)}
                  </Text>
                }
              >
                <Text size="xs" c="dimmed" mb={4}>
                  {t(`editor.since.${unit}`, { count })} · {formatDateTime(startedAt, timezone)}
                  {endedAt - startedAt > 60_000 && ` → ${formatDateTime(endedAt, timezone)}`}
                </Text>
                <StepMark errors={0} warnings={0} run={{ state: record.state === 'waiting' || record.state === 'running' ? 'done' : record.state }} />
                <PinOfTrial step={step} output={record.output} />
                {delays.map((delay) => (
                  <Text key={delay.at} size="xs" c="dimmed" mt={4}>
                    {t('editor.trialDelayed', { at: formatDateTime(delay.until ?? delay.at, timezone) })} {delay.reason && text(delay.reason)}
                  </Text>
                ))}
                {record.error && (
                  <Text size="xs" c="var(--noi-failure)" mt={4}>
                    {text(record.error.text)}
                  </Text>
                )}
                {record.reason && (
                  <Text size="xs" c="dimmed" mt={4}>
                    {text(record.reason)}
                  </Text>
                )}
                {messages.map((message) => (
                  <Text
                    key={`${message.stepId}-${message.at}`}
                    size="xs"
                    mt={4}
                    c="var(--noi-message)"
                    style={{ display: 'flex', gap: 4, alignItems: 'center' }}
                  >
                    <IconMessage2 size={14} /> {t('editor.trialMessage', { at: formatDateTime(message.at, timezone) })}
                  </Text>
                ))}
              </Timeline.Item>
            );
          })}
        </Timeline>
      )}
    </FirstOf>
  );
}
