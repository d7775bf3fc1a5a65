import { Select, Text } from '@mantine/core';
import { assertNever } from '@noi/errors';
import type { StepOf, Wait } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../FieldShell.tsx';
import { DateTimeField } from '../fields/DateTimeField.tsx';
import { SpanField } from '../fields/SpanField.tsx';
import { useStepEdit } from '../useStepEdit.ts';
import { OffsetFields } from './waits/OffsetFields.tsx';
import { OpeningHoursNote } from './waits/OpeningHoursNote.tsx';
import { TimeField } from './waits/TimeField.tsx';
import { WeekdaysField } from './waits/WeekdaysField.tsx';

const fresh: { readonly [T in Wait['type']]: Extract<Wait, { type: T }> } = {
  duration: { type: 'duration', amount: 1, unit: 'days' },
  until: { type: 'until', at: '' },
  offset: { type: 'offset', at: '', direction: 'before', amount: 1, unit: 'days' },
  timeOfDay: { type: 'timeOfDay', time: '09:00' },
  weekday: { type: 'weekday', days: [1, 2, 3, 4, 5], time: '09:00' },
  businessHours: { type: 'businessHours' },
};
const kinds = Object.values(fresh).map(({ type }) => type);

/** How long to wait, or until when. */
export function WaitForm({ step }: { step: StepOf<'wait'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  const set = (wait: Wait, field?: string) => change({ ...step, wait }, field ? typing(field) : {});
  return (
    <>
      <FieldShell stepId={step.id} path="wait" label={t('editor.waitKind')}>
        {({ describedBy }) => (
          <Select
            aria-label={t('editor.waitKind')}
            aria-describedby={describedBy}
            allowDeselect={false}
            maxDropdownHeight={420}
            data={kinds.map((kind) => ({ value: kind, label: t(`waits.kinds.${kind}`) }))}
            renderOption={({ option }) => {
              const kind = kinds.find((one) => one === option.value);
              return (
                <div>
                  <Text size="sm">{option.label}</Text>
                  {kind && (
                    <Text size="xs" c="dimmed">
                      {t(`waits.hints.${kind}`)}
                    </Text>
                  )}
                </div>
              );
            }}
            value={step.wait.type}
            onChange={(type) => {
              const kind = kinds.find((one) => one === type);
              if (kind && kind !== step.wait.type) set(fresh[kind]);
            }}
          />
        )}
      </FieldShell>
      <WaitFields stepId={step.id} wait={step.wait} onChange={set} />
    </>
  );
}

interface WaitFieldsProps {
  readonly stepId: string;
  readonly wait: Wait;
  onChange(wait: Wait, field?: string): void;
}

function WaitFields({ stepId, wait, onChange }: WaitFieldsProps) {
  const { t } = useTranslation();
  switch (wait.type) {
    case 'duration':
      return (
        <FieldShell stepId={stepId} path="wait.amount" label={t('editor.waitAmount')} isRequired>
          {(control) => (
            <SpanField
              label={t('editor.waitAmount')}
              value={wait}
              onChange={(span, isTyping) => onChange({ ...wait, ...span }, isTyping ? 'wait.amount' : undefined)}
              {...control}
            />
          )}
        </FieldShell>
      );
    case 'until':
      return (
        <FieldShell stepId={stepId} path="wait.at" label={t('editor.waitAt')} hint={t('editor.waitAtHint')} isRequired>
          {(control) => (
            <DateTimeField label={t('editor.waitAt')} value={wait.at} onChange={(at) => onChange({ ...wait, at: at ?? '' }, 'wait.at')} {...control} />
          )}
        </FieldShell>
      );
    case 'offset':
      return <OffsetFields stepId={stepId} wait={wait} onChange={onChange} />;
    case 'timeOfDay':
      return <TimeField stepId={stepId} hint={t('editor.waitTimeHint')} time={wait.time} onChange={(time) => onChange({ ...wait, time }, 'wait.time')} />;
    case 'weekday':
      return (
        <>
          <WeekdaysField stepId={stepId} days={wait.days} onChange={(days) => onChange({ ...wait, days })} />
          <TimeField stepId={stepId} hint={t('waits.weekdayHint')} time={wait.time} onChange={(time) => onChange({ ...wait, time }, 'wait.time')} />
        </>
      );
    case 'businessHours':
      return <OpeningHoursNote />;
    default:
      return assertNever(wait);
  }
}
