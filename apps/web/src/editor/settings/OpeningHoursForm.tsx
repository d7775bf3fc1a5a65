import { ActionIcon, Button, Group, Input, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { BusinessHours, Weekday } from '@noi/flow';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HolidaysField } from './HolidaysField.tsx';
import { copyMonday, nextSpan, spansOf, usualHours, weekdays, withSpans, workdays } from './openingHours.ts';
import { useSettingsEdit } from './useSettingsEdit.ts';

/** When the shop is open: the hours of each weekday, and the days on which it stays closed. */
export function OpeningHoursForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { businessHours, ...rest } = settings;
  const set = (next: BusinessHours, isTyping = false) => change({ ...rest, businessHours: next }, isTyping ? 'businessHours' : undefined);
  const problem = problemOf('businessHours');

  return (
    <Stack gap="xs" role="group" aria-label={t('openingHours.title')}>
      <Switch
        label={t('openingHours.title')}
        description={t('openingHours.hint')}
        checked={businessHours !== undefined}
        onChange={(event) => change(event.currentTarget.checked ? { ...rest, businessHours: usualHours } : rest)}
      />
      {businessHours && (
        <>
          {weekdays.map((day) => (
            <DayRow key={day} day={day} hours={businessHours} onChange={set} />
          ))}
          <Group gap={4}>
            <Button variant="subtle" size="compact-xs" onClick={() => set(copyMonday(businessHours, workdays))}>
              {t('openingHours.copyWorkdays')}
            </Button>
            <Button variant="subtle" size="compact-xs" onClick={() => set(copyMonday(businessHours, weekdays))}>
              {t('openingHours.copyWeek')}
            </Button>
          </Group>
          {problem && <Input.Error role="alert">{problem}</Input.Error>}
          <HolidaysField hours={businessHours} onChange={set} />
        </>
      )}
    </Stack>
  );
}

interface DayRowProps {
  readonly day: Weekday;
  readonly hours: BusinessHours;
  onChange(hours: BusinessHours, isTyping?: boolean): void;
}

function DayRow({ day, hours, onChange }: DayRowProps) {
  const { t } = useTranslation();
  const spans = spansOf(hours, day);
  const name = t(`waits.dayNames.d${day as 1}`);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Text size="sm" w={76} pt={5}>
        {name}
      </Text>
      <Stack gap={4} flex={1}>
        {spans.length === 0 && (
          <Text size="sm" c="dimmed" pt={5}>
            {t('openingHours.closed')}
          </Text>
        )}
        {spans.map((span, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity of their own, and equal ones may stand side by side while they are entered.
          <Group key={index} gap={4} wrap="nowrap">
            {(['from', 'to'] as const).map((edge) => (
              <TextInput
                key={edge}
                type="time"
                size="xs"
                flex={1}
                aria-label={t(`openingHours.${edge}`, { day: name, number: index + 1 })}
                value={span[edge]}
                onChange={(event) => {
                  const time = event.currentTarget.value;
                  onChange(
                    withSpans(
                      hours,
                      day,
                      spans.map((one, at) => (at === index ? { ...one, [edge]: time } : one)),
                    ),
                    true,
                  );
                }}
              />
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('openingHours.remove', { day: name, number: index + 1 })}
              onClick={() =>
                onChange(
                  withSpans(
                    hours,
                    day,
                    spans.filter((_, at) => at !== index),
                  ),
                )
              }
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <ActionIcon
        variant="subtle"
        mt={2}
        aria-label={t('openingHours.add', { day: name })}
        onClick={() => onChange(withSpans(hours, day, [...spans, nextSpan(spans)]))}
      >
        <IconPlus size={16} />
      </ActionIcon>
    </Group>
  );
}
