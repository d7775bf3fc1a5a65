import type { Rule } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';

type Operator = Rule['operator'];

const presence: readonly Operator[] = ['null', 'notNull'];
const forText: readonly Operator[] = [
  ...(['=', '!=', 'contains', 'doesNotContain', 'containsAny', 'containsAll', 'beginsWith', 'endsWith', 'in', 'notIn'] as const),
  ...presence,
];
const forNumber: readonly Operator[] = ['=', '!=', '>', '>=', '<', '<=', 'between', 'in', 'notIn', ...presence];
const forDate: readonly Operator[] = ['>', '<', 'between', 'withinLast', 'notWithinLast', 'withinNext', ...presence];
const forBoolean: readonly Operator[] = ['=', ...presence];
const forChoice: readonly Operator[] = ['=', '!=', 'in', 'notIn', ...presence];
const forList: readonly Operator[] = ['contains', 'doesNotContain', 'containsAny', 'containsAll', ...presence];
/** Of data whose type nobody knows: a webhook's body. */
const forAny: readonly Operator[] = [...forText, '>', '>=', '<', '<=', 'between', 'withinLast', 'notWithinLast', 'withinNext'];

/** The comparisons that make sense for a datum, the commonest first. */
export function operatorsFor(field: FieldDescriptor | null | undefined): readonly Operator[] {
  if (!field) return forAny;
  if (field.choices) return forChoice;
  if (field.format === 'dateTime') return forDate;
  switch (field.type) {
    case 'number':
      return forNumber;
    case 'boolean':
      return forBoolean;
    case 'list':
      return forList;
    case 'text':
      return forText;
    default:
      return forAny;
  }
}

/** What a comparison is made with: nothing, one value, a list of values, both ends of a range, or a length of time. */
export type ValueShape = 'none' | 'one' | 'list' | 'range' | 'span';

export function shapeOf(operator: Operator): ValueShape {
  switch (operator) {
    case 'null':
    case 'notNull':
      return 'none';
    case 'in':
    case 'notIn':
    case 'containsAny':
    case 'containsAll':
      return 'list';
    case 'between':
      return 'range';
    case 'withinLast':
    case 'withinNext':
    case 'notWithinLast':
      return 'span';
    default:
      return 'one';
  }
}

const marked: readonly Operator[] = ['=', '!=', 'contains', 'doesNotContain', 'containsAny', 'containsAll', 'beginsWith', 'endsWith', 'in', 'notIn'];

/** Whether tone marks can be left out of a comparison: that of words that people write. */
export function canIgnoreMarks(operator: Operator, field: FieldDescriptor | null | undefined): boolean {
  if (field?.choices || (field?.format !== undefined && field.format !== 'longText')) return false;
  return marked.includes(operator) && (!field || ['text', 'list', 'any'].includes(field.type));
}

/** The values of a list, however it was written before: one value, or text with commas. */
export function listOf(value: unknown): readonly string[] {
  const items = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
  return items.map((item) => String(item ?? '').trim()).filter((item) => item !== '');
}

/** The rule with another comparison; what was entered is kept where it still means something. */
export function withOperator(rule: Rule, operator: Operator): Rule {
  const { value, ...rest } = rule;
  const [from, to] = [shapeOf(rule.operator), shapeOf(operator)];
  if (to === 'none') return { ...rest, operator };
  if (from === to) return { ...rest, operator, value };
  if (to === 'list') return { ...rest, operator, value: from === 'one' && value !== true && value !== false ? listOf(value) : [] };
  if (to === 'range') return { ...rest, operator, value: [from === 'one' ? (value ?? '') : '', ''] };
  if (to === 'span') return { ...rest, operator, value: { amount: 1, unit: 'days' } };
  return { ...rest, operator, value: Array.isArray(value) ? (value[0] ?? '') : '' };
}

/** The rule about another datum, with a comparison that fits it. */
export function withField(rule: Rule, path: string, field: FieldDescriptor | null): Rule {
  const [first = '='] = operatorsFor(field);
  const operator = operatorsFor(field).includes(rule.operator) ? rule.operator : first;
  const { value: _former, ignoreMarks, ...rest } = withOperator({ ...rule, operator: 'null' }, operator);
  const fresh: Rule = { ...rest, field: path };
  if (ignoreMarks && canIgnoreMarks(operator, field)) fresh.ignoreMarks = true;
  if (shapeOf(operator) === 'none') return fresh;
  return { ...fresh, value: field?.type === 'boolean' ? true : shapeOf(operator) === 'one' ? '' : _former };
}
