import { ActionIcon, Group, Slider, Text, Tooltip } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../words/format.ts';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { endOfDay, eventfulDays, type Trial } from './travelFacts.ts';

const selectZone = (state: EditorState) => state.graph.settings.timezone;
/** A whole trial plays in about three seconds. */
const playMs = 3_000;

interface DaySliderProps {
  readonly simulation: Trial;
  readonly days: number;
  readonly day: number;
  onChange(day: number): void;
}

/** Which day of the trial is looked at; marks stand where something happens. */
export function DaySlider({ simulation, days, day, onChange }: DaySliderProps) {
  const { t } = useTranslation();
  const zone = useEditor(selectZone);
  const playing = useInterval(() => onChange(day + 1), Math.max(40, playMs / days));
  const { stop } = playing;
  useEffect(() => {
    if (day >= days) stop();
  }, [day, days, stop]);

  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text size="sm" fw={500}>
          {t('trial.dayNumber', { day })}
        </Text>
        <Text size="sm" c="dimmed">
          {formatDateTime(endOfDay(simulation.startedAt, day), zone)}
        </Text>
      </Group>
      <Group gap="sm" wrap="nowrap">
        <Tooltip label={t('trial.play')}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('trial.play')}
            onClick={() => {
              onChange(0);
              playing.start();
            }}
          >
            <IconPlayerPlayFilled size={15} />
          </ActionIcon>
        </Tooltip>
        <Slider
          flex={1}
          min={0}
          max={days}
          value={day}
          label={null}
          thumbLabel={t('trial.clock')}
          marks={eventfulDays(simulation)
            .filter((value) => value <= days)
            .map((value) => ({ value }))}
          onChange={(next) => {
            stop();
            onChange(next);
          }}
        />
      </Group>
    </div>
  );
}
