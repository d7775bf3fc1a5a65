import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../../FieldShell.tsx';

interface TimeFieldProps {
  readonly stepId: string;
  readonly hint?: string;
  readonly time: string;
  onChange(time: string): void;
}

/** The time of day at which a wait ends. */
export function TimeField({ stepId, hint, time, onChange }: TimeFieldProps) {
  const { t } = useTranslation();
  return (
    <FieldShell stepId={stepId} path="wait.time" label={t('editor.waitTime')} hint={hint} isRequired>
      {({ isInvalid, describedBy }) => (
        <TextInput
          type="time"
          aria-label={t('editor.waitTime')}
          aria-describedby={describedBy}
          error={isInvalid}
          value={time}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </FieldShell>
  );
}
