import { Chip, Group } from '@mantine/core';
import type { Weekday } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../../FieldShell.tsx';

const week = [1, 2, 3, 4, 5, 6, 7] as const;

interface WeekdaysFieldProps {
  readonly stepId: string;
  readonly days: readonly Weekday[];
  onChange(days: Weekday[]): void;
}

/** Days of the week, Monday first. */
export function WeekdaysField({ stepId, days, onChange }: WeekdaysFieldProps) {
  const { t } = useTranslation();
  return (
    <FieldShell stepId={stepId} path="wait.days" label={t('waits.days')} isRequired>
      {({ describedBy }) => (
        <Chip.Group multiple value={days.map(String)} onChange={(chosen) => onChange(week.filter((day) => chosen.includes(String(day))))}>
          <Group gap={4} role="group" aria-label={t('waits.days')} aria-describedby={describedBy}>
            {week.map((day) => (
              <Chip key={day} value={String(day)} size="xs" aria-label={t(`waits.dayNames.d${day}`)}>
                {t(`waits.dayShort.d${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
    </FieldShell>
  );
}
