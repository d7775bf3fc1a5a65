import { ActionIcon, Button, Group, Paper, Select, Stack } from '@mantine/core';
import type { Rule, RuleGroup } from '@noi/flow';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type FullField, isRuleGroup, type RuleGroupProps } from 'react-querybuilder';
import { ConditionRow } from './ConditionRow.tsx';
import { asQuery, placeNumber, readTree, replaceAt } from './ruleTree.ts';

const emptyRule = { field: '', operator: '=', value: '' } satisfies Rule;
/** Deeper than this nobody reads a condition, and a phone has no room for it. */
const mostLevels = 4;

const joins = {
  all: { combinator: 'and', not: false },
  any: { combinator: 'or', not: false },
  none: { combinator: 'or', not: true },
  notAll: { combinator: 'and', not: true },
} as const;
const joinNames = Object.keys(joins).filter((name): name is keyof typeof joins => name in joins);

/** Tests and groups that are joined in one way. The outermost has no frame. */
export function ConditionGroup({ ruleGroup, path, schema, actions, translations }: RuleGroupProps<FullField, string>) {
  const { t } = useTranslation();
  const group = readTree(ruleGroup);
  const isNested = path.length > 0;
  const number = placeNumber(path);
  const join = joinNames.find((name) => joins[name].combinator === group.combinator && joins[name].not === (group.not ?? false)) ?? 'all';

  function rejoin(name: keyof typeof joins) {
    const { not: _former, ...rest } = group;
    const { combinator, not } = joins[name];
    const next: RuleGroup = { ...rest, combinator, ...(not && { not }) };
    schema.dispatchQuery(asQuery(replaceAt(readTree(schema.getQuery()), path, next)));
  }

  const body = (
    <Stack gap="xs">
      {(group.rules.length > 1 || isNested || group.not) && (
        <Group justify="space-between" wrap="nowrap" gap={4}>
          <Select
            size="xs"
            flex={1}
            aria-label={isNested ? `${t('editor.ruleJoin')} ${number}` : t('editor.ruleJoin')}
            allowDeselect={false}
            value={join}
            onChange={(chosen) => {
              const name = joinNames.find((one) => one === chosen);
              if (name) rejoin(name);
            }}
            data={joinNames.map((name) => ({ value: name, label: t(`conditions.joins.${name}`) }))}
          />
          {isNested && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('conditions.removeGroup', { number })} onClick={() => actions.onGroupRemove(path)}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      )}
      {ruleGroup.rules.map((entry, index) => {
        if (typeof entry === 'string') return null;
        const key = entry.id ?? String(index);
        const shared = { path: [...path, index], schema, actions };
        return isRuleGroup(entry) ? (
          <ConditionGroup key={key} ruleGroup={entry} translations={translations} {...shared} />
        ) : (
          <ConditionRow key={key} rule={entry} canRemove={ruleGroup.rules.length > 1} {...shared} />
        );
      })}
      <Group gap={4}>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} />}
          aria-label={isNested ? t('conditions.addIn', { number }) : t('editor.ruleAdd')}
          onClick={() => actions.onRuleAdd(emptyRule, path)}
        >
          {t('editor.ruleAdd')}
        </Button>
        {path.length < mostLevels - 1 && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            aria-label={isNested ? t('conditions.addGroupIn', { number }) : t('editor.ruleGroupAdd')}
            onClick={() => actions.onGroupAdd({ combinator: join === 'any' ? 'and' : 'or', rules: [emptyRule] }, path)}
          >
            {t('editor.ruleGroupAdd')}
          </Button>
        )}
      </Group>
    </Stack>
  );
  if (!isNested) return body;
  return (
    <Paper withBorder p="xs" role="group" aria-label={t('conditions.group', { number })} bg="var(--noi-surface-hover)">
      {body}
    </Paper>
  );
}
