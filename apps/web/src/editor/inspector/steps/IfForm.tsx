import { Text } from '@mantine/core';
import type { RuleGroup, StepOf } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from '../../conditions/ConditionEditor.tsx';
import { FieldShell } from '../FieldShell.tsx';
import { useStepEdit } from '../useStepEdit.ts';

/** The condition that chooses between the branches "Đúng" and "Sai". */
export function IfForm({ step }: { step: StepOf<'if'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  const write = (rule: RuleGroup, field?: string) => change({ ...step, rule }, field ? typing(field) : {});
  return (
    <FieldShell stepId={step.id} path="rule" label={t('editor.rule')}>
      {() => (
        <>
          <Text size="xs" c="dimmed" mb="xs">
            {t('editor.ruleHint')}
          </Text>
          <ConditionEditor value={step.rule} onChange={write} path="rule" />
        </>
      )}
    </FieldShell>
  );
}
