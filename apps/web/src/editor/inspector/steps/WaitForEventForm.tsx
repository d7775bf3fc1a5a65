import { Alert } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import type { TriggerDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { changePorts } from '../../edits/branches.ts';
import { onlyConnection } from '../../edits/newStep.ts';
import { EventDataProvider } from '../../stepData/EventDataProvider.tsx';
import { useEditorContext } from '../../store/EditorContext.ts';
import { ConnectionField } from '../ConnectionField.tsx';
import { FieldShell } from '../FieldShell.tsx';
import { EventChoice } from '../fields/EventChoice.tsx';
import { OptionalSpan } from '../fields/OptionalSpan.tsx';
import { useStepEdit } from '../useStepEdit.ts';
import { BelongsField } from './BelongsField.tsx';
import { OptionalRule } from './OptionalRule.tsx';

/** Which event is waited for, whom it must concern, what it must say, and how long. */
export function WaitForEventForm({ step }: { step: StepOf<'waitForEvent'> }) {
  const { t } = useTranslation();
  const { catalog, connections, store } = useEditorContext();
  const { change, typing } = useStepEdit(step.id);
  const node = step.node === '' ? undefined : catalog.trigger(step.node, step.nodeVersion);

  function choose(chosen: TriggerDescriptor) {
    // Another event has other data and another account.
    const { connectionId: _account, rule: _rule, ...rest } = step;
    change({ ...rest, node: chosen.id, nodeVersion: chosen.version, ...onlyConnection(chosen, connections) });
  }

  return (
    <>
      <FieldShell stepId={step.id} path="node" label={t('steps.event')} isRequired>
        {(control) => <EventChoice label={t('steps.event')} node={step.node} onChange={choose} {...control} />}
      </FieldShell>
      {step.node !== '' && !node && (
        <Alert color="red" mb="md">
          {t('editor.nodeUnknown')}
        </Alert>
      )}
      {node?.connectionType && <ConnectionField step={step} type={node.connectionType} />}
      <FieldShell stepId={step.id} path="belongs" label={t('steps.belongsLabel')} hint={t(`steps.belongsHint.${step.belongs}`)}>
        {() => <BelongsField label={t('steps.belongsLabel')} value={step.belongs} onChange={(belongs) => change({ ...step, belongs })} />}
      </FieldShell>
      {node && (
        <FieldShell stepId={step.id} path="rule" label={t('steps.eventRule')}>
          {() => (
            <EventDataProvider node={node}>
              <OptionalRule
                rule={step.rule}
                path="rule"
                onChange={(rule, field) => {
                  const { rule: _former, ...rest } = step;
                  change(rule ? { ...rest, rule } : rest, field ? typing(field) : {});
                }}
              />
            </EventDataProvider>
          )}
        </FieldShell>
      )}
      <OptionalSpan
        stepId={step.id}
        path="timeout"
        label={t('steps.timeout')}
        hint={t('steps.timeoutHint')}
        fresh={{ amount: 3, unit: 'days' }}
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
