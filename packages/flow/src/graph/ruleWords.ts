import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { parsePath } from '../template/dataPath.ts';
import { describePath } from '../template/describePath.ts';
import { parseTemplate } from '../template/parseTemplate.ts';
import { valueWords } from '../template/valueWords.ts';
import type { Rule, RuleGroup } from './FlowGraph.ts';
import { findData, type SourceLookup } from './sources.ts';

/** Operators as people read them, without a value for `null` and `notNull`. */
export const operatorWords: Readonly<Record<Rule['operator'], Text>> = {
  '=': { vi: 'là', en: 'is' },
  '!=': { vi: 'không phải là', en: 'is not' },
  '<': { vi: 'dưới', en: 'is below' },
  '<=': { vi: 'không quá', en: 'is at most' },
  '>': { vi: 'trên', en: 'is above' },
  '>=': { vi: 'từ', en: 'is at least' },
  contains: { vi: 'có chứa', en: 'contains' },
  doesNotContain: { vi: 'không chứa', en: 'does not contain' },
  beginsWith: { vi: 'bắt đầu bằng', en: 'begins with' },
  endsWith: { vi: 'kết thúc bằng', en: 'ends with' },
  in: { vi: 'là một trong', en: 'is one of' },
  notIn: { vi: 'không thuộc', en: 'is none of' },
  between: { vi: 'trong khoảng', en: 'is between' },
  containsAny: { vi: 'có chứa một trong', en: 'contains any of' },
  containsAll: { vi: 'có chứa tất cả', en: 'contains all of' },
  withinLast: { vi: 'trong vòng (đã qua)', en: 'is within the last' },
  withinNext: { vi: 'trong vòng (sắp tới)', en: 'is within the next' },
  notWithinLast: { vi: 'đã qua hơn', en: 'is longer ago than' },
  null: { vi: 'bị trống', en: 'is empty' },
  notNull: { vi: 'có dữ liệu', en: 'is not empty' },
};

/** A condition as a sentence: `Nếu Tổng tiền từ 1.000.000 ₫ và 1 điều kiện nữa`. */
export function ruleWords(group: RuleGroup, lookup: SourceLookup): Text {
  const rules = flatten(group);
  const [first, ...rest] = rules;
  if (!first) return { vi: 'Điều kiện', en: 'Condition' };
  const { vi, en } = sentence(first, lookup);
  const start = group.not ? { vi: 'Nếu không phải:', en: 'Unless' } : { vi: 'Nếu', en: 'If' };
  if (rest.length === 0) return { vi: `${start.vi} ${vi}`, en: `${start.en} ${en}` };
  const joint = group.combinator === 'and' ? { vi: 'và', en: 'and' } : { vi: 'hoặc', en: 'or' };
  return {
    vi: `${start.vi} ${vi} ${joint.vi} ${rest.length} điều kiện nữa`,
    en: `${start.en} ${en} ${joint.en} ${rest.length} more condition${rest.length === 1 ? '' : 's'}`,
  };
}

function sentence(rule: Rule, lookup: SourceLookup): Text {
  const found = findData(lookup, parsePath(rule.field) ?? []);
  const subject = rule.field === '' ? { vi: '…', en: '…' } : (found?.labels.at(-1) ?? describePath(rule.field));
  const operator = operatorWords[rule.operator];
  if (rule.operator === 'null' || rule.operator === 'notNull') return { vi: `${subject.vi} ${operator.vi}`, en: `${subject.en} ${operator.en}` };
  const value = wantedWords(rule.value, { field: found?.field ?? null, lookup });
  return { vi: `${subject.vi} ${operator.vi} ${value.vi}`, en: `${subject.en} ${operator.en} ${value.en}` };
}

function wantedWords(value: unknown, { field, lookup }: { field: FieldDescriptor | null; lookup: SourceLookup }): Text {
  const pill = typeof value === 'string' ? parseTemplate(value).find((segment) => segment.type === 'data') : undefined;
  if (pill?.type === 'data') return findData(lookup, parsePath(pill.path) ?? [])?.labels.at(-1) ?? describePath(pill.path);
  return valueWords(value, field);
}

function flatten(group: RuleGroup): readonly Rule[] {
  return group.rules.flatMap((entry) => ('rules' in entry ? flatten(entry) : [entry]));
}
