import { ActionIcon, Button, Group, Paper, SegmentedControl, Stack } from '@mantine/core';
import type { Rule, RuleGroup } from '@noi/flow';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RuleRow } from './RuleRow.tsx';

interface RuleGroupEditorProps {
  readonly group: RuleGroup;
  /** Path in the rule tree: names what is typed in, for undo. */
  readonly path: string;
  onChange(group: RuleGroup, field?: string): void;
  onRemove?(): void;
}

const emptyRule: Rule = { field: '', operator: '=', value: '' };

/** Rules that must all hold, or of which one is enough; groups can stand inside groups. */
export function RuleGroupEditor({ group, path, onChange, onRemove }: RuleGroupEditorProps) {
  const { t } = useTranslation();
  const { rules } = group;
  const replace = (index: number, entry: Rule | RuleGroup) => ({ ...group, rules: rules.map((one, at) => (at === index ? entry : one)) });
  const without = (index: number) => ({ ...group, rules: rules.filter((_, at) => at !== index) });

  return (
    <Stack gap="xs">
      {(rules.length > 1 || onRemove) && (
        <Group justify="space-between" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label={t('editor.ruleJoin')}
            value={group.combinator}
            onChange={(combinator) => onChange({ ...group, combinator })}
            data={[
              { value: 'and', label: t('editor.ruleAll') },
              { value: 'or', label: t('editor.ruleAny') },
            ]}
          />
          {onRemove && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('editor.ruleGroupRemove')} onClick={onRemove}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      )}
      {rules.map((entry, index) => {
        const place = `${path}.${index}`;
        if ('rules' in entry) {
          return (
            <Paper key={place} withBorder p="xs">
              <RuleGroupEditor
                group={entry}
                path={place}
                onChange={(next, field) => onChange(replace(index, next), field)}
                onRemove={() => onChange(without(index))}
              />
            </Paper>
          );
        }
        return (
          <RuleRow
            key={place}
            rule={entry}
            number={index + 1}
            onChange={(next, isTyping) => onChange(replace(index, next), isTyping ? place : undefined)}
            {...(rules.length > 1 && { onRemove: () => onChange(without(index)) })}
          />
        );
      })}
      <Group gap={4}>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={() => onChange({ ...group, rules: [...rules, emptyRule] })}>
          {t('editor.ruleAdd')}
        </Button>
        {!onRemove && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => onChange({ ...group, rules: [...rules, { combinator: 'or', rules: [emptyRule] }] })}>
            {t('editor.ruleGroupAdd')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
