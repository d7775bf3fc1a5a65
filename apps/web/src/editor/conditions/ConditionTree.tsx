import type { RuleGroup } from '@noi/flow';
import { useRef, useState } from 'react';
import { prepareRuleGroup, QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import type { ConditionEditorProps } from './ConditionEditorProps.ts';
import { ConditionGroup } from './ConditionGroup.tsx';
import { asQuery, readTree, withoutIds } from './ruleTree.ts';
import { TypingContext } from './TypingContext.ts';

const controls = { ruleGroup: ConditionGroup };

/** What the flow holds, and the same with the ids that keep each row's focus while it changes. */
interface Held {
  readonly value: RuleGroup;
  readonly query: RuleGroupType;
}

function hold(value: RuleGroup): Held {
  return { value, query: prepareRuleGroup(asQuery(value)) };
}

/** The rule tree of react-querybuilder, in our own clothes. */
export function ConditionTree({ value, path, onChange }: ConditionEditorProps) {
  const [held, setHeld] = useState(() => hold(value));
  const typing = useRef<string | null>(null);
  const isHeld = held.value === value || JSON.stringify(held.value) === JSON.stringify(value);
  const current = isHeld ? held : hold(value);
  if (current !== held) setHeld(current);

  function change(query: RuleGroupType) {
    const next = withoutIds(readTree(query));
    const place = typing.current;
    typing.current = null;
    setHeld({ value: next, query });
    onChange(next, place === null ? undefined : `${path}.${place}`);
  }

  return (
    <TypingContext
      value={(place) => {
        typing.current = place;
      }}
    >
      <QueryBuilder query={current.query} onQueryChange={change} controlElements={controls} enableMountQueryChange={false} />
    </TypingContext>
  );
}
