import { Group, SegmentedControl, Text } from '@mantine/core';
import { channelWords } from '@noi/flow';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Bars.module.css';
import { DayTable } from './DayTable.tsx';
import { Legend } from './Legend.tsx';
import { channelsOf, type DayMeasure, dayMeasures, dayRows, type Report, showValue } from './measures.ts';

type Days = Report['days'];

/** Two bars for each day: the draft's, divided by channel, and the live version's; the same numbers as a table below. */
export function DayBars({ days, liveDays }: { days: Days; liveDays: Days | null }) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<DayMeasure>('messages');
  const channels = measure === 'messages' ? channelsOf(days) : [];
  const rows = dayRows({ days, liveDays, measure }).map((row) => ({ ...row, day: dateOf(row.day) }));
  const highest = Math.max(1, ...rows.flatMap(({ draft, live }) => [draft, live ?? 0]));
  const share = (value: number) => `${(100 * value) / highest}%`;
  const wordsOf = ({ day, draft, live }: (typeof rows)[number]) =>
    live === null
      ? t('trial.dayValue', { day, draft: showValue(draft, measure) })
      : t('trial.dayValueLive', { day, draft: showValue(draft, measure), live: showValue(live, measure) });

  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Text size="sm" fw={600}>
          {t('trial.byDay')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('trial.byDay')}
          value={measure}
          onChange={(next) => setMeasure(dayMeasures.find((one) => one === next) ?? 'messages')}
          data={dayMeasures.map((value) => ({ value, label: t(`trial.measure.${value}`) }))}
        />
      </Group>
      <Legend hasLive={liveDays !== null} channels={channels.map(channelWords)} />
      <div className={classes.chart} role="img" aria-label={t('trial.byDayLabel', { measure: t(`trial.measure.${measure}`) })}>
        {rows.map((row) => (
          <div className={classes.day} key={row.day} title={wordsOf(row)}>
            <div className={classes.stack} data-empty={row.draft === 0 || undefined} style={{ height: share(row.draft) }}>
              {channels.length < 2 ? (
                <div className={classes.draft} style={{ height: '100%' }} />
              ) : (
                channels.map((channel, index) => (
                  <div key={channel} className={classes.draft} data-channel={index % 4} style={{ flexGrow: row.channels[channel] ?? 0 }} />
                ))
              )}
            </div>
            {row.live !== null && <div className={classes.live} data-empty={row.live === 0 || undefined} style={{ height: share(row.live) }} />}
          </div>
        ))}
      </div>
      <div className={classes.axis} aria-hidden="true">
        <span>{rows[0]?.day}</span>
        <span>{t('trial.highest', { value: showValue(highest, measure) })}</span>
        <span>{rows.at(-1)?.day}</span>
      </div>
      <DayTable rows={rows} measure={measure} channels={channels} />
    </div>
  );
}

function dateOf(day: string): string {
  return DateTime.fromISO(day).toFormat('dd/MM');
}
