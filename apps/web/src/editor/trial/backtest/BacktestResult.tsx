import { Alert, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../words/format.ts';
import { useText } from '../../../words/useText.ts';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { MessageList } from '../travel/MessageList.tsx';
import { useStepNames } from '../useStepNames.ts';
import { ChannelBars } from './ChannelBars.tsx';
import { CompareTable } from './CompareTable.tsx';
import { CountBars } from './CountBars.tsx';
import { DayBars } from './DayBars.tsx';
import type { Backtest } from './measures.ts';

const selectGraph = (state: EditorState) => state.graph;

/** What the draft would have done, beside what the live version would have done. */
export function BacktestResult({ backtest }: { backtest: Backtest }) {
  const { t } = useTranslation();
  const text = useText();
  const names = useStepNames();
  const graph = useEditor(selectGraph);
  const { report, liveReport, liveVersion, from, to, isCut, eventsDone } = backtest;
  const zone = graph.settings.timezone;
  if (report === null) return null;
  const hasAnything = report.events > 0 || (liveReport?.events ?? 0) > 0;

  return (
    <Stack gap="lg" component="section" aria-label={t('trial.backtest')}>
      <Text size="sm" c="dimmed">
        {t('trial.period', { from: formatDateTime(from, zone), to: formatDateTime(to, zone) })}
      </Text>
      {isCut && <Alert color="yellow">{t('trial.backtestCut', { count: eventsDone })}</Alert>}
      {!hasAnything && <Text size="sm">{t('trial.backtestNothing')}</Text>}
      {hasAnything && (
        <>
          <CompareTable report={report} liveReport={liveReport} liveVersion={liveVersion} />
          <DayBars days={report.days} liveDays={liveReport?.days ?? null} />
          <ChannelBars channels={report.channels} liveChannels={liveReport?.channels ?? []} />
        </>
      )}
      <CountBars
        title={t('trial.heldReasons')}
        rows={report.held.map(({ stepId, outcome, reason, count }) => ({
          key: `${stepId} ${outcome} ${reason.en}`,
          title: text(names.title(stepId)),
          words: text(reason),
          count,
        }))}
      />
      <CountBars
        title={t('trial.refusalReasons')}
        rows={report.refusals.map(({ reason, count }) => ({ key: reason, title: t(`entry.refused.${reason}`, { count }), count }))}
      />
      <CountBars
        title={t('trial.failures')}
        rows={report.failures.map(({ stepId, text: words, count }) => ({
          key: `${stepId} ${words.en}`,
          title: text(names.title(stepId)),
          words: text(words),
          count,
        }))}
      />
      {report.sample.length > 0 && (
        <div>
          <Title order={3} fz="sm" mb={8}>
            {t('trial.sampleTitle')}
          </Title>
          <MessageList messages={report.sample.slice(0, 10)} />
        </div>
      )}
    </Stack>
  );
}
