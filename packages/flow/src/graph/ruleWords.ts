import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { firstPill } from '../template/templatePieces.ts';
import { valueWords } from '../template/valueWords.ts';
import type { DataWords } from './dataWords.ts';
import type { Rule, RuleGroup } from './FlowGraph.ts';
import { isSpan, spanWords } from './waitWords.ts';

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
export function ruleWords(group: RuleGroup, data: DataWords): Text {
  const condition = conditionWords(group, data);
  if (!condition) return { vi: 'Điều kiện', en: 'Condition' };
  const start = group.not ? { vi: 'Nếu không phải:', en: 'Unless' } : { vi: 'Nếu', en: 'If' };
  return { vi: `${start.vi} ${condition.vi}`, en: `${start.en} ${condition.en}` };
}

/** What must hold, as the tail of a sentence: `Trạng thái là đã giao`; `null` when nothing is tested. */
export function untilWords(group: RuleGroup, data: DataWords): Text | null {
  const condition = conditionWords(group, data);
  if (!condition || !group.not) return condition;
  return { vi: `không còn: ${condition.vi}`, en: `not: ${condition.en}` };
}

function conditionWords(group: RuleGroup, data: DataWords): Text | null {
  const [first, ...rest] = flatten(group);
  if (!first) return null;
  const { vi, en } = sentence(first, data);
  if (rest.length === 0) return { vi, en };
  const joint = group.combinator === 'and' ? { vi: 'và', en: 'and' } : { vi: 'hoặc', en: 'or' };
  return {
    vi: `${vi} ${joint.vi} ${rest.length} điều kiện nữa`,
    en: `${en} ${joint.en} ${rest.length} more condition${rest.length === 1 ? '' : 's'}`,
  };
}

function sentence(rule: Rule, data: DataWords): Text {
  const subject = rule.field === '' ? { vi: '…', en: '…' } : data.label(rule.field);
  const tested = testWords(rule, { field: data.find(rule.field)?.field ?? null, data });
  return { vi: `${subject.vi} ${tested.vi}`, en: `${subject.en} ${tested.en}` };
}

interface Wanting {
  readonly field: FieldDescriptor | null;
  readonly data: DataWords;
}

/** The operator with what it compares with. */
function testWords({ operator, value }: Rule, wanting: Wanting): Text {
  const words = operatorWords[operator];
  switch (operator) {
    case 'null':
    case 'notNull':
      return words;
    case 'between': {
      const [from, to] = (Array.isArray(value) ? [value[0], value[1]] : [null, null]).map((end) => wantedWords(end, wanting));
      return { vi: `từ ${from?.vi} đến ${to?.vi}`, en: `${words.en} ${from?.en} and ${to?.en}` };
    }
    case 'withinLast':
    case 'withinNext':
    case 'notWithinLast': {
      const { vi, en } = isSpan(value) ? spanWords(value) : { vi: '…', en: '…' };
      if (operator === 'notWithinLast') return { vi: `${words.vi} ${vi}`, en: `${words.en} ${en}` };
      return { vi: `trong ${vi} ${operator === 'withinLast' ? 'vừa qua' : 'sắp tới'}`, en: `${words.en} ${en}` };
    }
    default: {
      const { vi, en } = wantedWords(value, wanting);
      return { vi: `${words.vi} ${vi}`, en: `${words.en} ${en}` };
    }
  }
}

function wantedWords(value: unknown, { field, data }: Wanting): Text {
  const pill = typeof value === 'string' ? firstPill(value) : null;
  return pill ? data.label(pill.path) : valueWords(value, field);
}

function flatten(group: RuleGroup): readonly Rule[] {
  return group.rules.flatMap((entry) => ('rules' in entry ? flatten(entry) : [entry]));
}
