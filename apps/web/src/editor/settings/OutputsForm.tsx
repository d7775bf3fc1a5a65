import { TextInput } from '@mantine/core';
import { keyFromLabel, type OutputField } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../pills/PillInput.tsx';
import { EndDataProvider } from '../stepData/EndDataProvider.tsx';
import { SettingsList } from './SettingsList.tsx';
import { useSettingsEdit } from './useSettingsEdit.ts';

/** What a run gives back to the flow that called it. */
export function OutputsForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { outputs = [], ...rest } = settings;
  const write = (next: OutputField[], isTyping = false) => change(next.length === 0 ? rest : { ...rest, outputs: next }, isTyping ? 'outputs' : undefined);
  const update = (index: number, part: Partial<OutputField>) =>
    write(
      outputs.map((one, at) => (at === index ? { ...one, ...part } : one)),
      true,
    );
  const keysBut = (index: number) => outputs.filter((_, at) => at !== index).map(({ key }) => key);

  return (
    <EndDataProvider>
      <SettingsList
        title={t('flowSettings.outputs')}
        hint={t('flowSettings.outputsHint')}
        addLabel={t('flowSettings.outputAdd')}
        problem={problemOf('outputs')}
        items={outputs}
        most={30}
        onAdd={() => write([...outputs, { key: keyFromLabel('', keysBut(-1)), label: '', value: '' }])}
        onRemove={(index) => write(outputs.filter((_, at) => at !== index))}
      >
        {(output, index) => (
          <>
            <TextInput
              mb="xs"
              label={t('flowSettings.fieldName')}
              maxLength={120}
              value={output.label}
              onChange={({ currentTarget: { value: label } }) => update(index, { label, key: keyFromLabel(label, keysBut(index)) })}
            />
            <PillInput
              label={t('flowSettings.fieldValue')}
              value={typeof output.value === 'string' ? output.value : JSON.stringify(output.value)}
              onChange={(value) => update(index, { value })}
            />
          </>
        )}
      </SettingsList>
    </EndDataProvider>
  );
}
