import { ActionIcon, Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { type FilterCall, filterWords } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { offeredSteps } from './formulas.ts';

interface FormulaRowsProps {
  readonly steps: readonly FilterCall[];
  readonly field: FieldDescriptor | null;
  onChange(steps: readonly FilterCall[]): void;
}

/** What is done with a value before it is written, one line after the other. */
export function FormulaRows({ steps, field, onChange }: FormulaRowsProps) {
  const { t } = useTranslation();
  const text = useText();
  const next = offeredSteps(steps, field);
  return (
    <Stack gap={6}>
      {steps.map((step, index) => {
        const offered = offeredSteps(steps.slice(0, index), field);
        const known = offered.some(({ name }) => name === step.name) ? offered : [step, ...offered];
        const write = (changed: FilterCall) => onChange(steps.map((one, at) => (at === index ? changed : one)));
        return (
          // Steps have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            <Select
              size="xs"
              flex={1}
              miw={120}
              aria-label={t('forms.formulaStep', { number: index + 1 })}
              comboboxProps={{ withinPortal: false }}
              allowDeselect={false}
              value={step.name}
              data={known.map(({ name }) => ({ value: name, label: text(filterWords(name)) }))}
              onChange={(name) => {
                const chosen = known.find((one) => one.name === name);
                if (chosen) write(chosen);
              }}
            />
            {step.args.map((argument, at) => (
              <Argument
                // biome-ignore lint/suspicious/noArrayIndexKey: arguments have no identity but their place.
                key={at}
                label={t('forms.formulaArgument', { number: index + 1, place: at + 1 })}
                value={argument}
                onChange={(changed) => write({ ...step, args: step.args.map((one, place) => (place === at ? changed : one)) })}
              />
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={2}
              aria-label={t('forms.formulaRemove', { number: index + 1 })}
              onClick={() => onChange(steps.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      {next[0] && (
        <Button
          variant="subtle"
          size="compact-xs"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => next[0] && onChange([...steps, next[0]])}
        >
          {t('forms.formulaAdd')}
        </Button>
      )}
    </Stack>
  );
}

function Argument({ label, value, onChange }: { label: string; value: string | number; onChange(value: string | number): void }) {
  if (typeof value === 'string')
    return <TextInput size="xs" w={74} aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <NumberInput
      size="xs"
      w={84}
      hideControls
      aria-label={label}
      thousandSeparator="."
      decimalSeparator=","
      value={value}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  );
}
