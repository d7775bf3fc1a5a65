import { CloseButton, SegmentedControl, Select, Text } from '@mantine/core';
import { StateBadge } from '@noi/ui';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../../api/trpc.ts';
import { readError } from '../../errors/readError.ts';
import { formatCount, formatShare } from '../../words/format.ts';
import { useLanguage } from '../../words/useText.ts';
import classes from './Numbers.module.css';
import type { NumbersScope } from './NumbersContext.ts';

const periods = ['24h', '7d', '30d'] as const satisfies readonly NumbersScope['period'][];

interface NumbersBarProps {
  readonly scope: NumbersScope;
  readonly live: Pick<ApiOutputs['flows']['get'], 'liveVersion' | 'isChanged'>;
  readonly data: ApiOutputs['flows']['numbers'] | undefined;
  readonly error: unknown;
  onChange(scope: Omit<NumbersScope, 'flowId'>): void;
  onClose(): void;
}

/** Which runs the numbers on the canvas count, and how they fared as a whole. */
export function NumbersBar({ scope: { flowId, period, version }, live, data, error, onChange, onClose }: NumbersBarProps) {
  const { t } = useTranslation();
  const versions = useQuery(trpc.flows.versions.queryOptions({ id: flowId })).data ?? [];
  const named = versions.map(({ number, name }) => ({
    value: String(number),
    label: [name ?? t('runs.version', { number }), number === live.liveVersion && t('runs.liveNow')].filter(Boolean).join(' · '),
  }));
  const choose = (chosen: Partial<NumbersScope>) => onChange({ period, ...(version === undefined ? {} : { version }), ...chosen });

  return (
    <section className={classes.bar} aria-label={t('numbers.title')}>
      <Text size="sm" fw={600}>
        {t('numbers.title')}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label={t('numbers.period')}
        value={period}
        data={periods.map((value) => ({ value, label: t(`numbers.p${value}`) }))}
        onChange={(value) => choose({ period: periods.find((known) => known === value) ?? '7d' })}
      />
      <Select
        size="xs"
        w={190}
        aria-label={t('numbers.version')}
        placeholder={t('numbers.allVersions')}
        clearable
        data={named}
        value={version === undefined ? null : String(version)}
        onChange={(value) => onChange({ period, ...(value === null ? {} : { version: Number(value) }) })}
      />
      <Text size="sm" role="status" style={{ flex: '1 1 220px' }}>
        {error ? t('numbers.lost', { code: readError(error).code }) : data ? <Summary data={data} /> : t('app.loading')}
      </Text>
      <CloseButton aria-label={t('numbers.hide')} onClick={onClose} />
      {live.isChanged && (
        <div className={classes.wide}>
          <StateBadge meaning="held" size="sm" icon={<IconPencil size={13} aria-hidden />}>
            {t('numbers.overDraft')}
          </StateBadge>
        </div>
      )}
    </section>
  );
}

function Summary({ data: { runs, hasGoal, isCut } }: { data: ApiOutputs['flows']['numbers'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = (key: 'entered' | 'ended' | 'broke' | 'halted', count: number) => t(`numbers.${key}`, { count: formatCount(count, language) });
  const percent = formatShare(runs.goal / Math.max(1, runs.entered), language);
  const parts = [
    said('entered', runs.entered),
    runs.done > 0 && said('ended', runs.done),
    runs.failed > 0 && said('broke', runs.failed),
    runs.stopped > 0 && said('halted', runs.stopped),
    hasGoal && t('numbers.goal', { count: formatCount(runs.goal, language), percent }),
    isCut && t('numbers.cut'),
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}
