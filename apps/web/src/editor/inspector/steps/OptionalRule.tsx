import { Button } from '@mantine/core';
import type { RuleGroup } from '@noi/flow';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from '../../conditions/ConditionEditor.tsx';

interface OptionalRuleProps {
  readonly rule: RuleGroup | undefined;
  readonly path: string;
  onChange(rule: RuleGroup | undefined, field?: string): void;
}

/** A condition that may be left out: without it everything fits. */
export function OptionalRule({ rule, path, onChange }: OptionalRuleProps) {
  const { t } = useTranslation();
  if (!rule) {
    return (
      <Button
        variant="default"
        size="xs"
        leftSection={<IconFilter size={14} />}
        onClick={() => onChange({ combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] })}
      >
        {t('steps.ruleNarrow')}
      </Button>
    );
  }
  return (
    <>
      <ConditionEditor value={rule} path={path} onChange={onChange} />
      <Button variant="subtle" color="gray" size="xs" onClick={() => onChange(undefined)}>
        {t('steps.ruleAnyEvent')}
      </Button>
    </>
  );
}
