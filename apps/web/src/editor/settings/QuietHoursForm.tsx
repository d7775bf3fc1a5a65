import { Group, Input, Stack, Switch, TextInput } from '@mantine/core';
import type { QuietHours } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useSettingsEdit } from './useSettingsEdit.ts';

const fresh: QuietHours = { from: '22:00', to: '07:00' };

/** The part of every day in which the flow leaves customers alone. */
export function QuietHoursForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { quietHours, ...rest } = settings;
  const problem = problemOf('quietHours');

  return (
    <Stack gap="xs">
      <Switch
        label={t('flowSettings.quietHours')}
        description={t('flowSettings.quietHoursHint')}
        checked={quietHours !== undefined}
        onChange={(event) => change(event.currentTarget.checked ? { ...rest, quietHours: fresh } : rest)}
      />
      {quietHours && (
        <Group gap="xs" wrap="nowrap" align="flex-end">
          {(['from', 'to'] as const).map((edge) => (
            <TextInput
              key={edge}
              type="time"
              flex={1}
              label={t(edge === 'from' ? 'flowSettings.quietFrom' : 'flowSettings.quietTo')}
              error={problem !== null}
              value={quietHours[edge]}
              onChange={(event) => change({ ...rest, quietHours: { ...quietHours, [edge]: event.currentTarget.value } }, 'quietHours')}
            />
          ))}
        </Group>
      )}
      {problem && <Input.Error role="alert">{problem}</Input.Error>}
    </Stack>
  );
}
