import { Group, SegmentedControl, Text, VisuallyHidden } from '@mantine/core';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Bars.module.css';
import { Legend } from './Legend.tsx';
import { type DayMeasure, dayMeasures, dayValue, type Report, showValue } from './measures.ts';

type Days = Report['days'];

/** Two bars for each day: the draft's and the live version's. */
export function DayBars({ days, liveDays }: { days: Days; liveDays: Days | null }) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<DayMeasure>('messages');
  const rows = days.map((day, index) => {
    const live = liveDays?.[index];
    return { day: dateOf(day.day), draft: dayValue(day, measure), live: live ? dayValue(live, measure) : null };
  });
  const highest = Math.max(1, ...rows.flatMap(({ draft, live }) => [draft, live ?? 0]));
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
      <Legend hasLive={liveDays !== null} />
      <div className={classes.chart} role="img" aria-label={t('trial.byDayLabel', { measure: t(`trial.measure.${measure}`) })}>
        {rows.map((row) => (
          <div className={classes.day} key={row.day} title={wordsOf(row)}>
            <div className={classes.draft} data-empty={row.draft === 0 || undefined} style={{ height: `${(100 * row.draft) / highest}%` }} />
            {row.live !== null && (
              <div className={classes.live} data-empty={row.live === 0 || undefined} style={{ height: `${(100 * row.live) / highest}%` }} />
            )}
          </div>
        ))}
      </div>
      <div className={classes.axis} aria-hidden="true">
        <span>{rows[0]?.day}</span>
        <span>{t('trial.highest', { value: showValue(highest, measure) })}</span>
        <span>{rows.at(-1)?.day}</span>
      </div>
      <VisuallyHidden>
        <ul>
          {rows
            .filter(({ draft, live }) => draft > 0 || (live ?? 0) > 0)
            .map((row) => (
              <li key={row.day}>{wordsOf(row)}</li>
            ))}
        </ul>
      </VisuallyHidden>
    </div>
  );
}

function dateOf(day: string): string {
  return DateTime.fromISO(day).toFormat('dd/MM');
}
