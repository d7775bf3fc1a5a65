import { Group, Input, NumberInput, Stack, Switch } from '@mantine/core';
import type { FrequencyCap } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useSettingsEdit } from './useSettingsEdit.ts';

const fresh: FrequencyCap = { messages: 1, days: 7 };

/** How many messages one customer gets at most. */
export function FrequencyCapForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { frequencyCap, ...rest } = settings;
  const problem = problemOf('frequencyCap');

  return (
    <Stack gap="xs">
      <Switch
        label={t('flowSettings.frequencyCap')}
        description={t('flowSettings.frequencyCapHint')}
        checked={frequencyCap !== undefined}
        onChange={(event) => change(event.currentTarget.checked ? { ...rest, frequencyCap: fresh } : rest)}
      />
      {frequencyCap && (
        <Group gap="xs" wrap="nowrap" align="flex-end">
          {(['messages', 'days'] as const).map((part) => (
            <NumberInput
              key={part}
              flex={1}
              label={t(`flowSettings.${part}`)}
              suffix={` ${t(`flowSettings.${part}Unit`)}`}
              error={problem !== null}
              min={0}
              allowDecimal={false}
              value={frequencyCap[part]}
              onChange={(value) => change({ ...rest, frequencyCap: { ...frequencyCap, [part]: Number(value) || 0 } }, 'frequencyCap')}
            />
          ))}
        </Group>
      )}
      {problem && <Input.Error role="alert">{problem}</Input.Error>}
    </Stack>
  );
}
