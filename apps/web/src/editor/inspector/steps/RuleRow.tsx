import { ActionIcon, Button, Group, Paper, Popover, Select, Stack, Text } from '@mantine/core';
import { operatorWords, type Rule } from '@noi/flow';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import { DataPicker } from '../../stepData/DataPicker.tsx';
import { pillLabel } from '../../stepData/dataTree.ts';
import { useStepData } from '../../stepData/StepData.tsx';
import { RuleValue } from './RuleValue.tsx';
import { operatorsFor, takesValue } from './ruleOperators.ts';

interface RuleRowProps {
  readonly rule: Rule;
  readonly number: number;
  onChange(rule: Rule, isTyping?: boolean): void;
  onRemove?(): void;
}

/** One test in words: which data, how compared, with what. */
export function RuleRow({ rule, number, onChange, onRemove }: RuleRowProps) {
  const { t } = useTranslation();
  const text = useText();
  const { byPath } = useStepData();
  const [isPicking, setPicking] = useState(false);
  const node = byPath.get(rule.field);
  const label = rule.field === '' ? null : pillLabel(rule.field, byPath);
  const fitting = operatorsFor(node?.field);
  const operators = fitting.includes(rule.operator) ? fitting : [rule.operator, ...fitting];

  function withOperator(operator: Rule['operator']) {
    const { value, ...rest } = rule;
    onChange(takesValue(operator) ? { ...rest, operator, value: value ?? '' } : { ...rest, operator });
  }

  return (
    <Paper withBorder p="xs">
      <Stack gap={6}>
        <Group gap={4} wrap="nowrap">
          <Popover opened={isPicking} onChange={setPicking} position="bottom-start" trapFocus>
            <Popover.Target>
              <Button
                variant="default"
                flex={1}
                miw={0}
                justify="space-between"
                rightSection={<IconChevronDown size={14} />}
                aria-label={t('editor.ruleData', { number })}
                onClick={() => setPicking(!isPicking)}
              >
                <Text size="sm" truncate c={label ? (label.isKnown ? 'var(--mantine-color-text)' : 'var(--noi-failure)') : 'dimmed'}>
                  {label ? text(label.label) : t('editor.ruleChooseData')}
                </Text>
              </Button>
            </Popover.Target>
            <Popover.Dropdown p={8}>
              <DataPicker
                onPick={(picked) => {
                  setPicking(false);
                  const [first = '='] = operatorsFor(picked.field);
                  const operator = operatorsFor(picked.field).includes(rule.operator) ? rule.operator : first;
                  onChange({ ...rule, field: picked.path, operator, ...(takesValue(operator) && { value: picked.field?.type === 'boolean' ? true : '' }) });
                }}
              />
            </Popover.Dropdown>
          </Popover>
          {onRemove && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('editor.ruleRemove', { number })} onClick={onRemove}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
        <Select
          aria-label={t('editor.ruleOperator', { number })}
          allowDeselect={false}
          data={operators.map((operator) => ({ value: operator, label: text(operatorWords[operator]) }))}
          value={rule.operator}
          onChange={(value) => {
            const operator = operators.find((one) => one === value);
            if (operator) withOperator(operator);
          }}
        />
        {takesValue(rule.operator) && (
          <RuleValue
            rule={rule}
            field={node?.field ?? null}
            label={t('editor.ruleValue', { number })}
            onChange={(value) => onChange({ ...rule, value }, true)}
          />
        )}
      </Stack>
    </Paper>
  );
}
