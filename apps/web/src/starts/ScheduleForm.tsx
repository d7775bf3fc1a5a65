import { Chip, Group, List, Select, Text, TextInput } from '@mantine/core';
import { type InputValue, nextDue, readSchedule, type StepOf, scheduleFields } from '@noi/flow';
import type { FieldDescriptor, TriggerDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../editor/inspector/FieldShell.tsx';
import { FieldEditor } from '../editor/inspector/fields/FieldEditor.tsx';
import { useStepEdit } from '../editor/inspector/useStepEdit.ts';
import { useEditor } from '../editor/store/EditorContext.ts';
import type { EditorState } from '../editor/store/EditorState.ts';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';

interface ScheduleFormProps {
  readonly step: StepOf<'trigger'>;
  readonly node: TriggerDescriptor;
}

/** When a flow starts by the clock: only what its way of repeating needs, and the next times it gives. */
export function ScheduleForm({ step, node }: ScheduleFormProps) {
  const { setInput } = useStepEdit(step.id);
  const wanted = ['repeat', ...scheduleFields(step.input.repeat)];
  const fields = wanted.flatMap((key) => node.input?.find((field) => field.key === key) ?? []);
  return (
    <>
      {fields.map((field) => {
        const control = { step, field, value: step.input[field.key], onChange: (value: InputValue | undefined) => setInput(field.key, value) };
        const Own = ownControls[field.key];
        return Own ? <Own key={field.key} {...control} /> : <FieldEditor key={field.key} {...control} path={field.key} />;
      })}
      <NextTimes step={step} />
    </>
  );
}

interface OwnControl {
  readonly step: StepOf<'trigger'>;
  readonly field: FieldDescriptor;
  readonly value: InputValue | undefined;
  onChange(value: InputValue | undefined): void;
}

const ownControls: Readonly<Record<string, typeof TimeField>> = { time: TimeField, weekdays: WeekdaysField, dayOfMonth: DayField };

function TimeField({ step, field, value, onChange }: OwnControl) {
  const label = useText()(field.label);
  return (
    <FieldShell stepId={step.id} path={field.key} label={label} isRequired>
      {({ isInvalid, describedBy }) => (
        <TextInput
          type="time"
          aria-label={label}
          aria-describedby={describedBy}
          error={isInvalid}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </FieldShell>
  );
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function WeekdaysField({ step, field, value, onChange }: OwnControl) {
  const { t } = useTranslation();
  const label = useText()(field.label);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <FieldShell stepId={step.id} path={field.key} label={label} isRequired>
      {({ describedBy }) => (
        <Group gap={6} role="group" aria-label={label} aria-describedby={describedBy}>
          <Chip.Group multiple value={chosen} onChange={(days: string[]) => onChange(days.map(Number).sort())}>
            {weekdays.map((day, at) => (
              <Chip key={day} size="xs" value={String(at + 1)}>
                {t(`starts.weekday.${day}`)}
              </Chip>
            ))}
          </Chip.Group>
        </Group>
      )}
    </FieldShell>
  );
}

function DayField({ step, field, value, onChange }: OwnControl) {
  const { t } = useTranslation();
  const text = useText();
  const label = text(field.label);
  const days = Array.from({ length: 31 }, (_, at) => ({ value: String(at + 1), label: t('starts.day', { day: at + 1 }) }));
  return (
    <FieldShell stepId={step.id} path={field.key} label={label} hint={field.hint && text(field.hint)} isRequired>
      {({ isInvalid, describedBy }) => (
        <Select
          aria-label={label}
          aria-describedby={describedBy}
          error={isInvalid}
          placeholder={t('editor.choose')}
          data={[{ value: 'last', label: t('starts.lastDay') }, ...days]}
          value={value === undefined || value === null ? null : String(value)}
          onChange={(day) => onChange(day ?? undefined)}
        />
      )}
    </FieldShell>
  );
}

const shownTimes = 3;
const selectTimezone = (state: EditorState) => state.graph.settings.timezone;

function NextTimes({ step }: { step: StepOf<'trigger'> }) {
  const { t } = useTranslation();
  const timezone = useEditor(selectTimezone);
  const reading = readSchedule(step.input);
  if (!reading.ok) return null;
  const times: number[] = [];
  for (let after = Date.now(); times.length < shownTimes; ) {
    const next = nextDue({ schedule: reading.schedule, timezone, after });
    if (next === null) break;
    times.push(next);
    after = next;
  }
  return (
    <section aria-label={t('starts.nextTimes')}>
      <Text size="sm" fw={500}>
        {t('starts.nextTimes')}
      </Text>
      <List size="sm" c="dimmed">
        {times.map((time) => (
          <List.Item key={time}>{formatDateTime(time, timezone)}</List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed" mt={4}>
        {t('starts.inTimezone', { timezone })}
      </Text>
    </section>
  );
}
