import { TextInput } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../FieldShell.tsx';
import { useStepEdit } from '../useStepEdit.ts';

/** Why the run ends here, for whoever reads the run later. */
export function StopForm({ step }: { step: StepOf<'stop'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  return (
    <FieldShell stepId={step.id} path="reason" label={t('editor.stopReason')} hint={t('editor.stopReasonHint')}>
      {({ describedBy }) => (
        <TextInput
          aria-label={t('editor.stopReason')}
          aria-describedby={describedBy}
          value={step.reason ?? ''}
          onChange={(event) => {
            const { reason: _former, ...rest } = step;
            const reason = event.currentTarget.value;
            change(reason === '' ? rest : { ...rest, reason }, typing('reason'));
          }}
        />
      )}
    </FieldShell>
  );
}
