import { Select, Switch } from '@mantine/core';
import type { Wait } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../../FieldShell.tsx';
import { DateTimeField } from '../../fields/DateTimeField.tsx';
import { SpanField } from '../../fields/SpanField.tsx';
import { TimeField } from './TimeField.tsx';

type Offset = Extract<Wait, { type: 'offset' }>;

interface OffsetFieldsProps {
  readonly stepId: string;
  readonly wait: Offset;
  onChange(wait: Offset, field?: string): void;
}

/** Reads like a sentence: 1 day · before · the date of the appointment · at 09:00. */
export function OffsetFields({ stepId, wait, onChange }: OffsetFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <FieldShell stepId={stepId} path="wait.amount" label={t('editor.waitAmount')} isRequired>
        {(control) => (
          <>
            <SpanField
              label={t('editor.waitAmount')}
              value={wait}
              onChange={(span, isTyping) => onChange({ ...wait, ...span }, isTyping ? 'wait.amount' : undefined)}
              {...control}
            />
            <Select
              mt="xs"
              aria-label={t('waits.direction')}
              allowDeselect={false}
              data={(['before', 'after'] as const).map((direction) => ({ value: direction, label: t(`waits.${direction}`) }))}
              value={wait.direction}
              onChange={(direction) => onChange({ ...wait, direction: direction === 'after' ? 'after' : 'before' })}
            />
          </>
        )}
      </FieldShell>
      <FieldShell stepId={stepId} path="wait.at" label={t('waits.date')} hint={t('waits.dateHint')} isRequired>
        {(control) => <DateTimeField label={t('waits.date')} value={wait.at} onChange={(at) => onChange({ ...wait, at: at ?? '' }, 'wait.at')} {...control} />}
      </FieldShell>
      <Switch
        mb="xs"
        label={t('waits.atTime')}
        checked={wait.time !== undefined}
        onChange={(event) => {
          const { time: _former, ...rest } = wait;
          onChange(event.currentTarget.checked ? { ...rest, time: '09:00' } : rest);
        }}
      />
      {wait.time !== undefined && <TimeField stepId={stepId} time={wait.time} onChange={(time) => onChange({ ...wait, time }, 'wait.time')} />}
    </>
  );
}
