import { Alert, Button, Group, Select, Skeleton, Text } from '@mantine/core';
import type { InputField, StepOf } from '@noi/flow';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../../../api/trpc.ts';
import { readError } from '../../../errors/readError.ts';
import { useText } from '../../../words/useText.ts';
import { PillInput } from '../../pills/PillInput.tsx';
import { useEditorContext } from '../../store/EditorContext.ts';
import { EditCalledFlow } from '../../trail/EditCalledFlow.tsx';
import { FieldShell } from '../FieldShell.tsx';
import { useStepEdit } from '../useStepEdit.ts';

const SubflowPeek = lazy(async () => ({ default: (await import('./SubflowPeek.tsx')).SubflowPeek }));

/** Which of the shop's flows is run, and what it is given. */
export function SubflowForm({ step }: { step: StepOf<'subflow'> }) {
  const { t } = useTranslation();
  const text = useText();
  const { flowId } = useEditorContext();
  const { change } = useStepEdit(step.id);
  const flows = useQuery(trpc.flows.callable.queryOptions());
  // Only what runs and starts when it is called can be run from here, and a flow that called itself would never end.
  const callable = (flows.data ?? []).filter((flow) => flow.id !== flowId && ((flow.isPublished && flow.startsByCall) || flow.id === step.flowId));
  const called = flows.data?.find((flow) => flow.id === step.flowId);

  return (
    <>
      <FieldShell stepId={step.id} path="flowId" label={t('steps.flow')} hint={t('steps.flowHint')} isRequired>
        {({ isInvalid, describedBy }) => (
          <Select
            aria-label={t('steps.flow')}
            aria-describedby={describedBy}
            error={isInvalid}
            searchable
            allowDeselect={false}
            placeholder={flows.data && callable.length === 0 ? t('steps.flowNone') : t('editor.choose')}
            data={callable.map((flow) => ({ value: flow.id, label: flow.name }))}
            value={step.flowId === '' ? null : step.flowId}
            onChange={(chosen) => chosen && chosen !== step.flowId && change({ ...step, flowId: chosen, input: {} })}
          />
        )}
      </FieldShell>
      {flows.error && <Alert color="red">{text(readError(flows.error).text)}</Alert>}
      {step.flowId !== '' && flows.isPending && <Skeleton height={60} role="status" aria-label={t('app.loading')} />}
      {called && <SubflowInputs key={step.flowId} step={step} called={called} />}
    </>
  );
}

/** What the called flow's live version asks for. */
function SubflowInputs({ step, called: { name, inputs } }: { step: StepOf<'subflow'>; called: ApiOutputs['flows']['callable'][number] }) {
  const { t } = useTranslation();
  const [isPeeking, setPeeking] = useState(false);
  return (
    <>
      {inputs.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('steps.flowNoInputs')}
        </Text>
      )}
      {inputs.map((input) => (
        <SubflowInput key={input.key} step={step} input={input} />
      ))}
      <Group gap="sm">
        <Button variant="default" size="xs" leftSection={<IconEye size={15} />} onClick={() => setPeeking(true)}>
          {t('steps.flowPeek')}
        </Button>
        <EditCalledFlow stepId={step.id} flowId={step.flowId} name={name} />
      </Group>
      {isPeeking && (
        <Suspense>
          <SubflowPeek stepId={step.id} flowId={step.flowId} name={name} onClose={() => setPeeking(false)} />
        </Suspense>
      )}
    </>
  );
}

function SubflowInput({ step, input }: { step: StepOf<'subflow'>; input: InputField }) {
  const { change, typing } = useStepEdit(step.id);
  const path = `input.${input.key}`;
  const value = step.input[input.key];
  return (
    <FieldShell stepId={step.id} path={path} label={input.label} isRequired={input.required}>
      {(control) => (
        <PillInput
          label={input.label}
          value={typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)}
          onChange={(next) => {
            const { [input.key]: _former, ...rest } = step.input;
            change({ ...step, input: next === '' ? rest : { ...rest, [input.key]: next } }, typing(path));
          }}
          {...control}
        />
      )}
    </FieldShell>
  );
}
