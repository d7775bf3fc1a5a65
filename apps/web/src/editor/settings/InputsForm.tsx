import { Group, Select, Switch, TextInput } from '@mantine/core';
import { type InputField, keyFromLabel } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { SettingsList } from './SettingsList.tsx';
import { useSettingsEdit } from './useSettingsEdit.ts';

const types = ['text', 'number', 'money', 'boolean', 'date', 'phone', 'list'] as const satisfies readonly InputField['type'][];

/** What a person fills in who runs the flow by hand, or another flow that calls it. */
export function InputsForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const { inputs = [], ...rest } = settings;
  const write = (next: InputField[], isTyping = false) => change(next.length === 0 ? rest : { ...rest, inputs: next }, isTyping ? 'inputs' : undefined);
  const update = (index: number, part: Partial<InputField>, isTyping = false) =>
    write(
      inputs.map((one, at) => (at === index ? { ...one, ...part } : one)),
      isTyping,
    );
  const keysBut = (index: number) => inputs.filter((_, at) => at !== index).map(({ key }) => key);

  return (
    <SettingsList
      title={t('flowSettings.inputs')}
      hint={t('flowSettings.inputsHint')}
      addLabel={t('flowSettings.inputAdd')}
      problem={problemOf('inputs')}
      items={inputs}
      most={30}
      onAdd={() => write([...inputs, { key: keyFromLabel('', keysBut(-1)), label: '', type: 'text', required: true }])}
      onRemove={(index) => write(inputs.filter((_, at) => at !== index))}
    >
      {(input, index) => (
        <>
          <TextInput
            label={t('flowSettings.fieldName')}
            maxLength={120}
            value={input.label}
            onChange={({ currentTarget: { value: label } }) => update(index, { label, key: keyFromLabel(label, keysBut(index)) }, true)}
          />
          <Group align="flex-end" wrap="nowrap" mt="xs">
            <Select
              flex={1}
              label={t('flowSettings.fieldType')}
              allowDeselect={false}
              data={types.map((type) => ({ value: type, label: t(`flowSettings.type.${type}`) }))}
              value={input.type}
              onChange={(chosen) => {
                const type = types.find((one) => one === chosen);
                if (type) update(index, { type });
              }}
            />
            <Switch
              pb={8}
              label={t('flowSettings.fieldRequired')}
              checked={input.required}
              onChange={(event) => update(index, { required: event.currentTarget.checked })}
            />
          </Group>
        </>
      )}
    </SettingsList>
  );
}
