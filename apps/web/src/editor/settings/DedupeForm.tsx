import { Input, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyField } from './KeyField.tsx';
import { useSettingsEdit } from './useSettingsEdit.ts';

/** By what an event is known to repeat an earlier one. */
export function DedupeForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { dedupeBy, ...rest } = settings;
  const [isOpen, setOpen] = useState(dedupeBy !== undefined);
  const problem = problemOf('dedupeBy');

  return (
    <Stack gap="xs">
      <Switch
        label={t('entry.dedupe')}
        description={t('entry.dedupeHint')}
        checked={isOpen}
        onChange={({ currentTarget: { checked } }) => {
          setOpen(checked);
          change(checked ? { ...rest, dedupeBy: '{{ trigger.order.code }}' } : rest);
        }}
      />
      {isOpen && (
        <KeyField label={t('entry.dedupeBy')} value={dedupeBy} onChange={(by) => change(by === undefined ? rest : { ...rest, dedupeBy: by }, 'dedupeBy')} />
      )}
      {problem && <Input.Error role="alert">{problem}</Input.Error>}
    </Stack>
  );
}
