import type { Text } from '@noi/node-sdk';
import type { RuleGroup } from '../graph/FlowGraph.ts';
import { checkTemplate } from '../template/parseTemplate.ts';
import type { Reference } from './checkReference.ts';
import { ruleStrings, rulesIn } from './templatesOf.ts';

/** The data that a template or a condition reads, and why a template in it cannot be read. */
export interface Reads {
  readonly unreadable: readonly Text[];
  readonly references: readonly Reference[];
}

/** What a template reads; for places where missing data is known at run time. */
export function readsOfTemplate(template: string): Reads {
  const reading = checkTemplate(template);
  if (!reading.ok) return { unreadable: [reading.text], references: [] };
  const pills = reading.segments.filter((segment) => segment.type === 'data');
  return { unreadable: [], references: pills.map(({ path, fallback }) => ({ path, hasFallback: fallback !== undefined, missing: 'allowed' })) };
}

/** What a condition reads: the data that it tests, and what is in the values that it compares with. */
export function readsOfRule(rule: RuleGroup): Reads {
  const tested = rulesIn(rule).filter(({ field }) => field.trim() !== '');
  const values = rulesIn(rule).flatMap(({ value }) => ruleStrings(value).map(readsOfTemplate));
  return {
    unreadable: values.flatMap(({ unreadable }) => unreadable),
    references: [
      ...tested.map(({ field }) => ({ path: field, hasFallback: false, missing: 'allowed' as const })),
      ...values.flatMap(({ references }) => references),
    ],
  };
}
