import type { RuleGroup } from '@noi/flow';
import { expect, test } from 'vitest';
import { placeNumber, readTree, replaceAt, withoutIds } from './ruleTree.ts';

const inner: RuleGroup = { id: 'g', combinator: 'or', not: true, rules: [{ id: 'b', field: 'trigger.b', operator: '=', value: 1 }] };
const tree: RuleGroup = { id: 'root', combinator: 'and', rules: [{ id: 'a', field: 'trigger.a', operator: 'null' }, inner] };

test('a rule deep in the tree is replaced, and nothing else', () => {
  const next = { id: 'b', field: 'trigger.c', operator: '>' as const, value: 2 };
  expect(replaceAt(tree, [1, 0], next)).toEqual({ ...tree, rules: [tree.rules[0], { ...inner, rules: [next] }] });
  expect(replaceAt(tree, [], { ...tree, combinator: 'or' }).combinator).toBe('or');
});

test('a flow keeps no ids of the editor’s', () => {
  expect(withoutIds(tree)).toEqual({
    combinator: 'and',
    rules: [
      { field: 'trigger.a', operator: 'null' },
      { combinator: 'or', not: true, rules: [{ field: 'trigger.b', operator: '=', value: 1 }] },
    ],
  });
});

test('marks of the rule editor are left out', () => {
  const rule = { id: 'a', field: 'trigger.a', operator: '=', value: 1, valueSource: 'value', path: [0] };
  expect(readTree({ id: 'root', combinator: 'and', path: [], rules: [rule] })).toEqual({
    ...{ id: 'root', combinator: 'and' },
    rules: [{ id: 'a', field: 'trigger.a', operator: '=', value: 1 }],
  });
});

test('places are counted from one', () => {
  expect(placeNumber([1, 0])).toBe('2.1');
});
