import { Button, Switch } from '@mantine/core';
import { mostBranches, type StepOf, sharesOf, splitBy } from '@noi/flow';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { changePorts, newBranch } from '../../edits/branches.ts';
import { useEditorContext } from '../../store/EditorContext.ts';
import { FieldShell } from '../FieldShell.tsx';
import { useStepEdit } from '../useStepEdit.ts';
import { BranchCard } from './BranchCard.tsx';
import { DataPathField } from './DataPathField.tsx';
import { useBranches } from './useBranches.ts';
import { WeightField } from './WeightField.tsx';

/** Branches with their weights, and what decides which customer takes which. */
export function SplitForm({ step }: { step: StepOf<'split'> }) {
  const { t } = useTranslation();
  const { branches } = step;
  const shares = sharesOf(step);
  const { add, remove, move, update } = useBranches(branches, (next) => ({ ...step, branches: next }));
  return (
    <>
      <FieldShell stepId={step.id} path="branches" label={t('branches.branches')} hint={t('branches.branchesHint')}>
        {() => (
          <>
            {branches.map(({ id, label, weight }, index) => (
              <BranchCard
                key={id}
                stepId={step.id}
                path={`branches.${index}`}
                title={t('branches.branch', { number: index + 1 })}
                label={label}
                index={index}
                count={branches.length}
                onLabel={(next) => update(index, { label: next }, `${id}.label`)}
                onMove={(by) => move(index, by)}
                onRemove={() => remove(index)}
              >
                <WeightField
                  stepId={step.id}
                  path={`branches.${index}.weight`}
                  label={t('branches.weight')}
                  weight={weight}
                  share={shares.get(id)}
                  onChange={(next) => update(index, { weight: next }, `${id}.weight`)}
                />
              </BranchCard>
            ))}
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconPlus size={14} />}
              disabled={branches.length >= mostBranches}
              onClick={() => add(newBranch(branches))}
            >
              {t('branches.branchAdd')}
            </Button>
          </>
        )}
      </FieldShell>
      <HeldOut step={step} />
      <DecidedBy step={step} />
    </>
  );
}

function HeldOut({ step }: { step: StepOf<'split'> }) {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const { change, typing } = useStepEdit(step.id);
  const { heldOut, ...everybody } = step;
  const hold = (isHeld: boolean) => store.getState().send(changePorts(store.getState().graph, isHeld ? { ...step, heldOut: 1 } : everybody));
  return (
    <>
      <Switch
        mb="sm"
        label={t('branches.heldOut')}
        description={t('branches.heldOutHint')}
        checked={heldOut !== undefined}
        onChange={(event) => hold(event.currentTarget.checked)}
      />
      {heldOut !== undefined && (
        <WeightField
          stepId={step.id}
          path="heldOut"
          label={t('branches.heldOutWeight')}
          weight={heldOut}
          share={sharesOf(step).get('heldOut')}
          onChange={(next) => change({ ...step, heldOut: next }, typing('heldOut'))}
        />
      )}
    </>
  );
}

function DecidedBy({ step }: { step: StepOf<'split'> }) {
  const { t } = useTranslation();
  const { change } = useStepEdit(step.id);
  const { by, ...byDefault } = step;
  return (
    <FieldShell stepId={step.id} path="by" label={t('branches.by')} hint={t('branches.byHint')}>
      {({ describedBy }) => (
        <DataPathField
          label={t('branches.by')}
          path={splitBy(step)}
          describedBy={describedBy}
          resetLabel={by === undefined ? undefined : t('branches.byDefault')}
          onChange={(path) => change(path === null ? byDefault : { ...step, by: path })}
        />
      )}
    </FieldShell>
  );
}
