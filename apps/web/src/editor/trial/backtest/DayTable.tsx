import { Table } from '@mantine/core';
import { channelWords } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import classes from './Bars.module.css';
import { type DayMeasure, type DayRow, showValue } from './measures.ts';

interface DayTableProps {
  readonly rows: readonly DayRow[];
  readonly measure: DayMeasure;
  readonly channels: readonly string[];
}

/** The numbers behind the bars, for screen readers and for whoever wants to read them; days on which nothing happened are left out. */
export function DayTable({ rows, measure, channels }: DayTableProps) {
  const { t } = useTranslation();
  const told = rows.filter(({ draft, live }) => draft > 0 || (live ?? 0) > 0);
  const hasLive = rows.some(({ live }) => live !== null);
  if (told.length === 0) return null;
  return (
    <details className={classes.table}>
      <summary>{t('trial.asTable')}</summary>
      <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={t('trial.byDayLabel', { measure: t(`trial.measure.${measure}`) })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('trial.day')}</Table.Th>
            {channels.length > 1 &&
              channels.map((channel) => (
                <Table.Th key={channel} ta="right">
                  {channelWords(channel)}
                </Table.Th>
              ))}
            <Table.Th ta="right">{t('trial.draft')}</Table.Th>
            {hasLive && <Table.Th ta="right">{t('trial.liveShort')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {told.map(({ day, draft, live, channels: by }) => (
            <Table.Tr key={day}>
              <Table.Th fw={400}>{day}</Table.Th>
              {channels.length > 1 &&
                channels.map((channel) => (
                  <Table.Td key={channel} ta="right">
                    {showValue(by[channel] ?? 0, measure)}
                  </Table.Td>
                ))}
              <Table.Td ta="right">{showValue(draft, measure)}</Table.Td>
              {hasLive && <Table.Td ta="right">{live === null ? '' : showValue(live, measure)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
