import { Group, Select, Text } from '@mantine/core';
import type { StepOf } from '@noi/flow';
import type { ActionDescriptor } from '@noi/node-sdk';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FieldShell } from './FieldShell.tsx';
import { useStepEdit } from './useStepEdit.ts';

const policies = ['ask', 'resend', 'skip'] as const;

/** What is done when nobody can tell whether the provider did it. Absent where asking the provider again does no harm, since that always tells. */
export function OnUnknownField({ step, node }: { step: StepOf<'action'>; node: ActionDescriptor }) {
  const { t } = useTranslation();
  const { setOnUnknown } = useStepEdit(step.id);
  if (node.repeat === 'native') return null;

  const what = node.message ? 'message' : 'other';
  const chosen = step.onUnknown ?? 'ask';
  const label = t(`steps.onUnknown.${what}.label`);
  return (
    <FieldShell stepId={step.id} path="onUnknown" label={label} hint={t(`steps.onUnknownHint.${what}.${chosen}`)}>
      {({ isInvalid, describedBy }) => (
        <Select
          aria-label={label}
          aria-describedby={describedBy}
          error={isInvalid}
          allowDeselect={false}
          data={policies.map((policy) => ({ value: policy, label: t(`steps.onUnknown.${what}.${policy}`) }))}
          value={chosen}
          onChange={(policy) => policy && policy !== chosen && setOnUnknown(policy)}
          renderOption={({ option, checked }) => (
            <Group flex={1} justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
              <div>
                <Text size="sm">
                  {option.label}
                  {option.value === 'ask' && ` ${t('steps.recommended')}`}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`steps.onUnknownHint.${what}.${option.value}`)}
                </Text>
              </div>
              {checked && <IconCheck size={16} style={{ flexShrink: 0 }} />}
            </Group>
          )}
        />
      )}
    </FieldShell>
  );
}
