import { ActionIcon, Button, Paper } from '@mantine/core';
import type { InputValue, StepOf } from '@noi/flow';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { foldMarks } from '../../../words/searchText.ts';
import { PillInput } from '../../pills/PillInput.tsx';
import { FieldShell } from '../FieldShell.tsx';
import { LateTextInput } from '../LateTextInput.tsx';
import { useStepEdit } from '../useStepEdit.ts';

type SetField = StepOf<'set'>['fields'][number];

/** `Tên gọi` → `tenGoi`: the name in templates, which people never see; made once, so that pills keep pointing at it. */
function keyFor(label: string, taken: readonly SetField[]): string {
  const words = foldMarks(label)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const stem = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('') || 'duLieu';
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}${number}`;
    if (!taken.some((field) => field.key === key)) return key;
  }
}

/** Values with names, for the steps after this one. */
export function SetForm({ step }: { step: StepOf<'set'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  const write = (fields: SetField[], field?: string) => change({ ...step, fields }, field ? typing(field) : {});
  const update = (index: number, patch: Partial<SetField>) =>
    write(
      step.fields.map((field, at) => (at === index ? { ...field, ...patch } : field)),
      `fields.${index}`,
    );

  return (
    <>
      {step.fields.map((field, index) => (
        <Paper key={field.key} withBorder p="sm" mb="sm">
          <FieldShell stepId={step.id} path={`fields.${index}.label`} label={t('editor.setName')} isRequired>
            {({ describedBy }) => (
              <LateTextInput
                aria-label={t('editor.setNameNumber', { number: index + 1 })}
                aria-describedby={describedBy}
                value={field.label ?? ''}
                onChange={(label) => update(index, { label })}
                rightSection={
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('editor.removeEntry', { number: index + 1 })}
                    onClick={() => write(step.fields.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                }
              />
            )}
          </FieldShell>
          <FieldShell stepId={step.id} path={`fields.${index}.value`} label={t('editor.setValue')} isRequired>
            {({ isInvalid, describedBy }) => (
              <PillInput
                label={t('editor.setValueNumber', { number: index + 1 })}
                value={toTemplate(field.value)}
                onChange={(value) => update(index, { value })}
                isInvalid={isInvalid}
                describedBy={describedBy}
              />
            )}
          </FieldShell>
        </Paper>
      ))}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => write([...step.fields, { key: keyFor('', step.fields), label: '', value: '' }])}
      >
        {t('editor.setAdd')}
      </Button>
    </>
  );
}

function toTemplate(value: InputValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
