import { Button } from '@mantine/core';
import { mostBranches, type StepOf } from '@noi/flow';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from '../../conditions/ConditionEditor.tsx';
import { newCase } from '../../edits/branches.ts';
import { FieldShell } from '../FieldShell.tsx';
import { BranchCard } from './BranchCard.tsx';
import { useBranches } from './useBranches.ts';

/** Cases in the order in which they are tried, each with its condition. */
export function SwitchForm({ step }: { step: StepOf<'switch'> }) {
  const { t } = useTranslation();
  const { cases } = step;
  const { add, remove, move, update } = useBranches(cases, (next) => ({ ...step, cases: next }));
  return (
    <FieldShell stepId={step.id} path="cases" label={t('branches.cases')} hint={t('branches.casesHint')}>
      {() => (
        <>
          {cases.map(({ id, label, rule }, index) => (
            <BranchCard
              key={id}
              stepId={step.id}
              path={`cases.${index}`}
              title={t('branches.case', { number: index + 1 })}
              label={label}
              index={index}
              count={cases.length}
              onLabel={(next) => update(index, { label: next }, `${id}.label`)}
              onMove={(by) => move(index, by)}
              onRemove={() => remove(index)}
            >
              <FieldShell stepId={step.id} path={`cases.${index}.rule`} label={t('editor.rule')}>
                {() => <ConditionEditor value={rule} path={`${id}.rule`} onChange={(next, field) => update(index, { rule: next }, field)} />}
              </FieldShell>
            </BranchCard>
          ))}
          <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} disabled={cases.length >= mostBranches} onClick={() => add(newCase())}>
            {t('branches.caseAdd')}
          </Button>
        </>
      )}
    </FieldShell>
  );
}
