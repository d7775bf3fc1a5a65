import { Input, Stack, Switch, Text } from '@mantine/core';
import type { Goal } from '@noi/flow';
import type { TriggerDescriptor } from '@noi/node-sdk';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { onlyConnection } from '../edits/newStep.ts';
import { AccountChoice } from '../inspector/ConnectionField.tsx';
import { EventChoice } from '../inspector/fields/EventChoice.tsx';
import { BelongsField } from '../inspector/steps/BelongsField.tsx';
import { OptionalRule } from '../inspector/steps/OptionalRule.tsx';
import { EventDataProvider } from '../stepData/EventDataProvider.tsx';
import { StepDataProvider } from '../stepData/StepData.tsx';
import { useEditorContext } from '../store/EditorContext.ts';
import { useSettingsEdit } from './useSettingsEdit.ts';

const fresh: Goal = { node: '', nodeVersion: 1, belongs: 'order' };

/** The event that ends a run as a success. */
export function GoalForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { goal, ...rest } = settings;
  return (
    <Stack gap="xs">
      <Switch
        label={t('flowSettings.goal')}
        description={t('flowSettings.goalHint')}
        checked={goal !== undefined}
        onChange={(event) => change(event.currentTarget.checked ? { ...rest, goal: fresh } : rest)}
      />
      {goal && (
        <GoalFields goal={goal} problem={problemOf('goal')} onChange={(next, isTyping) => change({ ...rest, goal: next }, isTyping ? 'goal' : undefined)} />
      )}
    </Stack>
  );
}

function GoalFields({ goal, problem, onChange }: { goal: Goal; problem: string | null; onChange(goal: Goal, isTyping?: boolean): void }) {
  const { t } = useTranslation();
  const notes = useId();
  const { catalog, connections } = useEditorContext();
  const node = goal.node === '' ? undefined : catalog.trigger(goal.node, goal.nodeVersion);

  function choose({ id, version, ...chosen }: TriggerDescriptor) {
    onChange({ node: id, nodeVersion: version, belongs: goal.belongs, ...onlyConnection({ id, version, ...chosen }, connections) });
  }

  return (
    <>
      <EventChoice label={t('flowSettings.goalEvent')} node={goal.node} isInvalid={problem !== null} describedBy={notes} onChange={choose} />
      {node?.connectionType && (
        <AccountChoice
          type={node.connectionType}
          connectionId={goal.connectionId}
          isInvalid={problem !== null}
          describedBy={notes}
          onChange={(connectionId) => {
            const { connectionId: _former, ...others } = goal;
            onChange(connectionId ? { ...others, connectionId } : others);
          }}
        />
      )}
      <BelongsField label={t('flowSettings.goalBelongs')} value={goal.belongs} onChange={(belongs) => onChange({ ...goal, belongs })} />
      {node && (
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('flowSettings.goalRule')}
          </Text>
          {/* No step in particular: only the event and the trigger can be read. */}
          <StepDataProvider stepId="">
            <EventDataProvider node={node}>
              <OptionalRule
                rule={goal.rule}
                path="goal.rule"
                onChange={(rule, field) => {
                  const { rule: _former, ...others } = goal;
                  onChange(rule ? { ...others, rule } : others, field !== undefined);
                }}
              />
            </EventDataProvider>
          </StepDataProvider>
        </div>
      )}
      <div id={notes}>{problem && <Input.Error role="alert">{problem}</Input.Error>}</div>
    </>
  );
}
