import type { StepOf } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../pills/PillInput.tsx';
import { FieldShell } from '../FieldShell.tsx';
import { useStepEdit } from '../useStepEdit.ts';

/** Why the run fails here, in the shop's own words and data. */
export function FailForm({ step }: { step: StepOf<'fail'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  return (
    <FieldShell stepId={step.id} path="reason" label={t('branches.reason')} hint={t('branches.reasonHint')} isRequired>
      {({ isInvalid, describedBy }) => (
        <PillInput
          label={t('branches.reason')}
          value={step.reason}
          onChange={(reason) => change({ ...step, reason }, typing('reason'))}
          isInvalid={isInvalid}
          describedBy={describedBy}
          isMultiline
        />
      )}
    </FieldShell>
  );
}
