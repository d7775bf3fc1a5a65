import type { Rule } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';

type Operator = Rule['operator'];

const presence: readonly Operator[] = ['null', 'notNull'];
const forText: readonly Operator[] = ['=', '!=', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', ...presence];
const forNumber: readonly Operator[] = ['=', '!=', '>', '>=', '<', '<=', ...presence];
const forBoolean: readonly Operator[] = ['=', ...presence];
const forChoice: readonly Operator[] = ['=', '!=', ...presence];
const forList: readonly Operator[] = ['contains', 'doesNotContain', ...presence];

/** The comparisons that make sense for a datum, the commonest first. */
export function operatorsFor(field: FieldDescriptor | null | undefined): readonly Operator[] {
  if (!field) return [...forText, '>', '>=', '<', '<='];
  if (field.choices) return forChoice;
  if (field.format === 'dateTime') return ['>', '<', ...presence];
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
      return [...forText, '>', '>=', '<', '<='];
  }
}

/** Whether the comparison needs a value to compare with. */
export function takesValue(operator: Operator): boolean {
  return operator !== 'null' && operator !== 'notNull';
}
