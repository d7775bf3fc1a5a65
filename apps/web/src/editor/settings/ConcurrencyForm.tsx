import { Input, NumberInput, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyField } from './KeyField.tsx';
import { useSettingsEdit } from './useSettingsEdit.ts';

/** How many runs may be under way at once. */
export function ConcurrencyForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { concurrency, ...rest } = settings;
  const problem = problemOf('concurrency');

  return (
    <Stack gap="xs">
      <Switch
        label={t('entry.concurrency')}
        description={t('entry.concurrencyHint')}
        checked={concurrency !== undefined}
        onChange={(event) => change(event.currentTarget.checked ? { ...rest, concurrency: { limit: 10 } } : rest)}
      />
      {concurrency && (
        <>
          <NumberInput
            label={t('entry.limit')}
            min={0}
            allowDecimal={false}
            error={problem !== null}
            value={concurrency.limit}
            onChange={(limit) => change({ ...rest, concurrency: { ...concurrency, limit: Number(limit) || 0 } }, 'concurrency')}
          />
          <KeyField
            label={t('entry.laneBy')}
            hint={t('entry.laneHint')}
            value={concurrency.by}
            onChange={(by) => change({ ...rest, concurrency: { limit: concurrency.limit, ...(by === undefined ? {} : { by }) } }, 'concurrency')}
          />
        </>
      )}
      {problem && <Input.Error role="alert">{problem}</Input.Error>}
    </Stack>
  );
}
