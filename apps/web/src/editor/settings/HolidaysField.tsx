import { Button, Group, Pill, Select, Stack, Text, TextInput } from '@mantine/core';
import { type BusinessHours, holidayYears, vietnamHolidays } from '@noi/flow';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { withHolidays } from './openingHours.ts';

interface HolidaysFieldProps {
  readonly hours: BusinessHours;
  onChange(hours: BusinessHours): void;
}

/** Days on which the shop stays closed: one by one, or all public holidays of a year. */
export function HolidaysField({ hours, onChange }: HolidaysFieldProps) {
  const { t } = useTranslation();
  const text = useText();
  const [date, setDate] = useState('');
  const [year, setYear] = useState(() => firstYear());
  const names = new Map(holidayYears.flatMap(vietnamHolidays).map((holiday) => [holiday.date, text(holiday.label)]));

  return (
    <Stack gap={6} role="group" aria-label={t('openingHours.holidays')}>
      <div>
        <Text size="sm" fw={500}>
          {t('openingHours.holidays')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('openingHours.holidaysHint')}
        </Text>
      </div>
      {hours.holidays.length > 0 && (
        <Pill.Group>
          {hours.holidays.map((day) => {
            const words = dayWords(day);
            const name = names.get(day);
            return (
              <Pill
                key={day}
                withRemoveButton
                removeButtonProps={{ 'aria-label': t('openingHours.holidayRemove', { day: words }), 'aria-hidden': false, tabIndex: 0 }}
                onRemove={() => onChange({ ...hours, holidays: hours.holidays.filter((one) => one !== day) })}
              >
                {name ? `${words} ${name}` : words}
              </Pill>
            );
          })}
        </Pill.Group>
      )}
      <Group gap="xs" wrap="nowrap">
        <TextInput
          type="date"
          size="xs"
          flex={1}
          aria-label={t('openingHours.holidayDate')}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button
          variant="default"
          size="xs"
          disabled={date === ''}
          onClick={() => {
            onChange(withHolidays(hours, [date]));
            setDate('');
          }}
        >
          {t('openingHours.holidayAdd')}
        </Button>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Select
          size="xs"
          w={84}
          aria-label={t('openingHours.publicYear')}
          allowDeselect={false}
          data={holidayYears.map(String)}
          value={String(year)}
          onChange={(chosen) => setYear(Number(chosen))}
        />
        <Button
          variant="default"
          size="xs"
          flex={1}
          onClick={() =>
            onChange(
              withHolidays(
                hours,
                vietnamHolidays(year).map(({ date: day }) => day),
              ),
            )
          }
        >
          {t('openingHours.publicAdd')}
        </Button>
      </Group>
    </Stack>
  );
}

/** This year while its holidays are known, else the first that is. */
function firstYear(): number {
  const now = DateTime.now().year;
  return holidayYears.find((year) => year === now) ?? holidayYears[0] ?? now;
}

function dayWords(day: string): string {
  const date = DateTime.fromISO(day);
  return date.isValid ? date.toFormat('dd/MM/yyyy') : day;
}
