import { Group, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { StepOf, Wait } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../FieldShell.tsx';
import { DateTimeField } from '../fields/DateTimeField.tsx';
import { useStepEdit } from '../useStepEdit.ts';

const units = ['minutes', 'hours', 'days', 'weeks', 'seconds'] as const;
const fresh: Record<Wait['type'], Wait> = {
  duration: { type: 'duration', amount: 1, unit: 'days' },
  until: { type: 'until', at: '' },
  offset: { type: 'offset', at: '', direction: 'before', amount: 1, unit: 'days' },
  timeOfDay: { type: 'timeOfDay', time: '09:00' },
  weekday: { type: 'weekday', days: [1, 2, 3, 4, 5], time: '09:00' },
  businessHours: { type: 'businessHours' },
};

/** How long to wait, or until when. */
export function WaitForm({ step }: { step: StepOf<'wait'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  const { wait } = step;
  const set = (next: Wait, field?: string) => change({ ...step, wait: next }, field ? typing(field) : {});

  return (
    <>
      <FieldShell stepId={step.id} path="wait" label={t('editor.waitKind')}>
        {() => (
          <SegmentedControl
            aria-label={t('editor.waitKind')}
            fullWidth
            size="xs"
            value={wait.type}
            onChange={(type) => set(fresh[type])}
            data={[
              { value: 'duration', label: t('editor.waitDuration') },
              { value: 'until', label: t('editor.waitUntil') },
              { value: 'timeOfDay', label: t('editor.waitTimeOfDay') },
            ]}
          />
        )}
      </FieldShell>
      {wait.type === 'duration' && (
        <FieldShell stepId={step.id} path="wait.amount" label={t('editor.waitAmount')} isRequired>
          {({ isInvalid, describedBy }) => (
            <Group gap="xs" wrap="nowrap">
              <NumberInput
                aria-label={t('editor.waitAmount')}
                aria-describedby={describedBy}
                error={isInvalid}
                w={110}
                min={0}
                value={wait.amount}
                onChange={(amount) => set({ ...wait, amount: Math.max(0, Number(amount) || 0) }, 'wait.amount')}
              />
              <Select
                aria-label={t('editor.waitUnit')}
                flex={1}
                allowDeselect={false}
                data={units.map((unit) => ({ value: unit, label: t(`editor.unit.${unit}`) }))}
                value={wait.unit}
                onChange={(unit) => {
                  const found = units.find((one) => one === unit);
                  if (found) set({ ...wait, unit: found });
                }}
              />
            </Group>
          )}
        </FieldShell>
      )}
      {wait.type === 'until' && (
        <FieldShell stepId={step.id} path="wait.at" label={t('editor.waitAt')} hint={t('editor.waitAtHint')} isRequired>
          {({ isInvalid, describedBy }) => (
            <DateTimeField
              label={t('editor.waitAt')}
              value={wait.at}
              onChange={(at) => set({ type: 'until', at: at ?? '' }, 'wait.at')}
              isInvalid={isInvalid}
              describedBy={describedBy}
            />
          )}
        </FieldShell>
      )}
      {wait.type === 'timeOfDay' && (
        <FieldShell stepId={step.id} path="wait.time" label={t('editor.waitTime')} hint={t('editor.waitTimeHint')} isRequired>
          {({ isInvalid, describedBy }) => (
            <TextInput
              type="time"
              aria-label={t('editor.waitTime')}
              aria-describedby={describedBy}
              error={isInvalid}
              value={wait.time}
              onChange={(event) => set({ type: 'timeOfDay', time: event.currentTarget.value }, 'wait.time')}
            />
          )}
        </FieldShell>
      )}
    </>
  );
}
