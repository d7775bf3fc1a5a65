import { NumberInput, Switch, TagsInput } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { changePorts } from '../../edits/branches.ts';
import { PillInput } from '../../pills/PillInput.tsx';
import { useEditorContext } from '../../store/EditorContext.ts';
import { FieldShell } from '../FieldShell.tsx';
import { OptionalSpan } from '../fields/OptionalSpan.tsx';
import { useStepEdit } from '../useStepEdit.ts';

/** What is asked, who may answer, how many must agree, and how long to wait for them. */
export function ApprovalForm({ step }: { step: StepOf<'approval'> }) {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const { change, typing } = useStepEdit(step.id);
  const members = useQuery(trpc.session.members.queryOptions());
  const nameOf = (email: string) => members.data?.find((member) => member.email === email)?.name;

  return (
    <>
      <FieldShell stepId={step.id} path="question" label={t('steps.question')} hint={t('steps.questionHint')} isRequired>
        {(control) => (
          <PillInput
            label={t('steps.question')}
            value={step.question}
            onChange={(question) => change({ ...step, question }, typing('question'))}
            isMultiline
            {...control}
          />
        )}
      </FieldShell>
      <FieldShell stepId={step.id} path="approvers" label={t('steps.approvers')} hint={t('steps.approversHint')}>
        {({ isInvalid, describedBy }) => (
          <TagsInput
            aria-label={t('steps.approvers')}
            aria-describedby={describedBy}
            error={isInvalid}
            placeholder={step.approvers.length === 0 ? t('steps.approversAnyone') : ''}
            data={members.data?.map(({ email }) => email) ?? []}
            renderOption={({ option }) => (nameOf(option.value) ? `${nameOf(option.value)} · ${option.value}` : option.value)}
            value={step.approvers}
            maxTags={50}
            splitChars={[',', ';', ' ']}
            acceptValueOnBlur
            onChange={(approvers) => change({ ...step, approvers })}
          />
        )}
      </FieldShell>
      <FieldShell stepId={step.id} path="needed" label={t('steps.needed')} hint={t('steps.neededHint')}>
        {({ isInvalid, describedBy }) => (
          <NumberInput
            aria-label={t('steps.needed')}
            aria-describedby={describedBy}
            error={isInvalid}
            min={1}
            allowDecimal={false}
            suffix={` ${t('steps.people')}`}
            value={step.needed}
            onChange={(needed) => change({ ...step, needed: Math.max(1, Number(needed) || 1) }, typing('needed'))}
          />
        )}
      </FieldShell>
      <Switch
        mb="md"
        label={t('steps.veto')}
        description={t('steps.vetoHint')}
        checked={step.canVeto}
        onChange={(event) => change({ ...step, canVeto: event.currentTarget.checked })}
      />
      <OptionalSpan
        stepId={step.id}
        path="remindEvery"
        label={t('steps.remind')}
        hint={t('steps.remindHint')}
        fresh={{ amount: 4, unit: 'hours' }}
        value={step.remindEvery}
        onChange={(remindEvery, isTyping) => {
          const { remindEvery: _former, ...rest } = step;
          change(remindEvery ? { ...rest, remindEvery } : rest, isTyping ? typing('remindEvery') : {});
        }}
      />
      <OptionalSpan
        stepId={step.id}
        path="timeout"
        label={t('steps.timeout')}
        hint={t('steps.timeoutHint')}
        fresh={{ amount: 2, unit: 'days' }}
        value={step.timeout}
        onChange={(timeout, isTyping) => {
          const { timeout: _former, ...rest } = step;
          const { graph, send } = store.getState();
          send(changePorts(graph, timeout ? { ...rest, timeout } : rest), isTyping ? typing('timeout') : {});
        }}
      />
    </>
  );
}
