import { Input, NumberInput, Select, Stack, Switch } from '@mantine/core';
import type { EntryRule } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { KeyField } from './KeyField.tsx';
import { useSettingsEdit } from './useSettingsEdit.ts';

const policies = ['queue', 'drop', 'restart', 'once', 'oncePerDays'] as const satisfies readonly EntryRule['policy'][];
const fresh: EntryRule = { policy: 'drop' };

/** Whether one customer may be in the flow several times. */
export function EntryForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { entry, ...rest } = settings;
  const problem = problemOf('entry');
  const isOn = entry !== undefined && entry.policy !== 'always';

  return (
    <Stack gap="xs">
      <Switch
        label={t('entry.entry')}
        description={t('entry.entryHint')}
        checked={isOn}
        onChange={(event) => change(event.currentTarget.checked ? { ...rest, entry: fresh } : rest)}
      />
      {isOn && (
        <>
          <Select
            label={t('entry.policy')}
            allowDeselect={false}
            data={policies.map((policy) => ({ value: policy, label: t(`entry.${policy}`) }))}
            value={entry.policy}
            onChange={(chosen) => {
              const policy = policies.find((one) => one === chosen);
              const { days: _former, ...kept } = entry;
              if (policy) change({ ...rest, entry: { ...kept, policy, ...(policy === 'oncePerDays' ? { days: 30 } : {}) } });
            }}
          />
          {entry.policy === 'oncePerDays' && (
            <NumberInput
              label={t('entry.days')}
              min={0}
              allowDecimal={false}
              error={problem !== null}
              value={entry.days ?? 1}
              onChange={(days) => change({ ...rest, entry: { ...entry, days: Number(days) || 0 } }, 'entry')}
            />
          )}
          <KeyField
            label={t('entry.by')}
            hint={t('entry.byHint')}
            value={entry.by}
            onChange={(by) => {
              const { by: _former, ...kept } = entry;
              change({ ...rest, entry: by === undefined ? kept : { ...kept, by } }, 'entry');
            }}
          />
        </>
      )}
      {problem && <Input.Error role="alert">{problem}</Input.Error>}
    </Stack>
  );
}
