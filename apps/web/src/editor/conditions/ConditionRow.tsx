import { ActionIcon, Button, Group, Paper, Popover, Select, Stack, Switch, Text } from '@mantine/core';
import { operatorWords, Rule } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullField, RuleGroupProps, RuleType } from 'react-querybuilder';
import { useText } from '../../words/useText.ts';
import { DataPicker } from '../stepData/DataPicker.tsx';
import { pillLabel } from '../stepData/dataTree.ts';
import { useStepData } from '../stepData/StepData.tsx';
import { ConditionValue } from './ConditionValue.tsx';
import { canIgnoreMarks, operatorsFor, shapeOf, withField, withOperator } from './operators.ts';
import { asQuery, placeNumber, readTree, replaceAt } from './ruleTree.ts';
import { TypingContext } from './TypingContext.ts';

type ConditionRowProps = Pick<RuleGroupProps<FullField, string>, 'path' | 'schema' | 'actions'> & { readonly rule: RuleType; readonly canRemove: boolean };

/** One test in words: which data, how compared, with what. */
export function ConditionRow({ rule: held, path, schema, actions, canRemove }: ConditionRowProps) {
  const { t } = useTranslation();
  const text = useText();
  const { byPath } = useStepData();
  const markTyping = useContext(TypingContext);
  const [isPicking, setPicking] = useState(false);
  const rule = Rule.parse(held);
  const number = placeNumber(path);
  const field = byPath.get(rule.field)?.field ?? null;
  const label = rule.field === '' ? null : pillLabel(rule.field, byPath);
  const fitting = operatorsFor(field);
  const operators = fitting.includes(rule.operator) ? fitting : [rule.operator, ...fitting];

  function write(next: Rule, isTyping = false) {
    if (isTyping) markTyping(path.join('.'));
    schema.dispatchQuery(asQuery(replaceAt(readTree(schema.getQuery()), path, next)));
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
                  write(withField(rule, picked.path, picked.field));
                }}
              />
            </Popover.Dropdown>
          </Popover>
          {canRemove && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('editor.ruleRemove', { number })} onClick={() => actions.onRuleRemove(path)}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
        <OperatorSelect
          label={t('editor.ruleOperator', { number })}
          operators={operators}
          rule={rule}
          field={field}
          onChange={(operator) => write(withOperator(rule, operator))}
        />
        {shapeOf(rule.operator) !== 'none' && (
          <ConditionValue rule={rule} field={field} label={t('editor.ruleValue', { number })} onChange={(value) => write({ ...rule, value }, true)} />
        )}
        {canIgnoreMarks(rule.operator, field) && rule.field !== '' && (
          <Switch
            size="xs"
            label={t('conditions.ignoreMarks')}
            aria-label={t('conditions.ignoreMarksOf', { number })}
            checked={rule.ignoreMarks ?? false}
            onChange={(event) => {
              const { ignoreMarks: _former, ...rest } = rule;
              write(event.currentTarget.checked ? { ...rest, ignoreMarks: true } : rest);
            }}
          />
        )}
      </Stack>
    </Paper>
  );
}

interface OperatorSelectProps {
  readonly label: string;
  readonly operators: readonly Rule['operator'][];
  readonly rule: Rule;
  readonly field: FieldDescriptor | null;
  onChange(operator: Rule['operator']): void;
}

/** Dates come before and after each other, where amounts are above and below. */
const dateWords = { '>': 'after', '<': 'before', '>=': 'notSooner', '<=': 'notLater' } as const;

function OperatorSelect({ label, operators, rule, field, onChange }: OperatorSelectProps) {
  const { t } = useTranslation();
  const text = useText();
  const wordsOf = (operator: Rule['operator']) =>
    field?.format === 'dateTime' && operator in dateWords
      ? t(`conditions.dates.${dateWords[operator as keyof typeof dateWords]}`)
      : text(operatorWords[operator]);
  return (
    <Select
      aria-label={label}
      allowDeselect={false}
      data={operators.map((operator) => ({ value: operator, label: wordsOf(operator) }))}
      value={rule.operator}
      onChange={(value) => {
        const operator = operators.find((one) => one === value);
        if (operator) onChange(operator);
      }}
    />
  );
}
