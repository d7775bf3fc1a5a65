import { Input, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import type { Gather } from '@noi/flow';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SpanField } from '../inspector/fields/SpanField.tsx';
import { KeyField } from './KeyField.tsx';
import { useSettingsEdit } from './useSettingsEdit.ts';

const fresh: Gather = { type: 'debounce', window: { amount: 5, unit: 'minutes' } };
const types = ['debounce', 'batch'] as const satisfies readonly Gather['type'][];

/** Whether events that come close together make one run. */
export function GatherForm() {
  const { t } = useTranslation();
  const notes = useId();
  const { settings, change, problemOf } = useSettingsEdit();
  const { gather, ...rest } = settings;
  const problem = problemOf('gather');

  return (
    <Stack gap="xs">
      <Switch
        label={t('entry.gather')}
        description={t('entry.gatherHint')}
        checked={gather !== undefined}
        onChange={(event) => change(event.currentTarget.checked ? { ...rest, gather: fresh } : rest)}
      />
      {gather && (
        <>
          <Select
            label={t('entry.gatherType')}
            allowDeselect={false}
            data={types.map((type) => ({ value: type, label: t(`entry.${type}`) }))}
            value={gather.type}
            onChange={(chosen) => {
              const { window, by } = gather;
              const kept = { window, ...(by === undefined ? {} : { by }) };
              change({ ...rest, gather: chosen === 'batch' ? { type: 'batch', most: 100, ...kept } : { type: 'debounce', ...kept } });
            }}
          />
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t('entry.window')}
            </Text>
            <SpanField
              label={t('entry.window')}
              value={gather.window}
              isInvalid={problem !== null}
              describedBy={notes}
              onChange={(window, isTyping) => change({ ...rest, gather: { ...gather, window } }, isTyping ? 'gather' : undefined)}
            />
          </div>
          {gather.type === 'batch' && (
            <NumberInput
              label={t('entry.most')}
              min={0}
              allowDecimal={false}
              error={problem !== null}
              value={gather.most}
              onChange={(most) => change({ ...rest, gather: { ...gather, most: Number(most) || 0 } }, 'gather')}
            />
          )}
          <KeyField
            label={t('entry.gatherBy')}
            hint={t('entry.gatherByHint')}
            value={gather.by}
            onChange={(by) => {
              const { by: _former, ...kept } = gather;
              change({ ...rest, gather: by === undefined ? kept : { ...kept, by } }, 'gather');
            }}
          />
        </>
      )}
      <div id={notes}>{problem && <Input.Error role="alert">{problem}</Input.Error>}</div>
    </Stack>
  );
}
