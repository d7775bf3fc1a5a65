import { NumberInput, Text } from '@mantine/core';
import type { RuleGroup, StepOf } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from '../../conditions/ConditionEditor.tsx';
import { FieldShell } from '../FieldShell.tsx';
import { useStepEdit } from '../useStepEdit.ts';

/** The condition that ends the rounds, and how many there are at most. */
export function RepeatForm({ step }: { step: StepOf<'repeat'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  const write = (until: RuleGroup, field?: string) => change({ ...step, until }, field ? typing(field) : {});
  return (
    <>
      <FieldShell stepId={step.id} path="until" label={t('steps.until')}>
        {() => (
          <>
            <Text size="xs" c="dimmed" mb="xs">
              {t('steps.untilHint')}
            </Text>
            <ConditionEditor value={step.until} onChange={write} path="until" />
          </>
        )}
      </FieldShell>
      <FieldShell stepId={step.id} path="most" label={t('steps.most')} hint={t('steps.mostHint')} isRequired>
        {({ isInvalid, describedBy }) => (
          <NumberInput
            aria-label={t('steps.most')}
            aria-describedby={describedBy}
            error={isInvalid}
            min={1}
            allowDecimal={false}
            suffix={` ${t('steps.rounds')}`}
            value={step.most}
            onChange={(most) => change({ ...step, most: Math.max(0, Number(most) || 0) }, typing('most'))}
          />
        )}
      </FieldShell>
    </>
  );
}
