import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { measures, numberIn, type Report, showDifference, showValue } from './measures.ts';

interface CompareTableProps {
  readonly report: Report;
  readonly liveReport: Report | null;
  readonly liveVersion: number | null;
}

/** The numbers of both versions side by side. */
export function CompareTable({ report, liveReport, liveVersion }: CompareTableProps) {
  const { t } = useTranslation();
  return (
    <Table verticalSpacing={6} horizontalSpacing="xs" layout="auto">
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th ta="right">{t('trial.draft')}</Table.Th>
          {liveReport && <Table.Th ta="right">{t('trial.live', { version: liveVersion ?? '' })}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {measures.map((measure) => {
          const value = numberIn(report, measure);
          const live = liveReport && numberIn(liveReport, measure);
          const difference = live === null ? null : showDifference(value - live, measure);
          return (
            <Table.Tr key={measure}>
              <Table.Th fw={400}>{t(`trial.measure.${measure}`)}</Table.Th>
              <Table.Td ta="right">
                <Text span size="sm" fw={600}>
                  {showValue(value, measure)}
                </Text>
                {difference !== null && (
                  <Text size="xs" c="dimmed" title={t('trial.more', { difference })}>
                    {difference}
                  </Text>
                )}
              </Table.Td>
              {live !== null && (
                <Table.Td ta="right" c="dimmed">
                  {showValue(live, measure)}
                </Table.Td>
              )}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
