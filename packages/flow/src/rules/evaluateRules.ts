import { assertNever } from '@noi/errors';
import type { Rule, RuleGroup } from '../graph/FlowGraph.ts';
import type { RunData } from '../run/RunPorts.ts';
import { isMissing, parsePath, valueAt } from '../template/dataPath.ts';
import { renderTemplate } from '../template/renderTemplate.ts';
import { type Comparing, compareAmounts, compareValues, isSame } from './compareValues.ts';
import { foldText } from './foldText.ts';
import { distanceOf } from './relativeDate.ts';

export interface EvaluateRulesRequest {
  readonly rule: RuleGroup;
  /** With `event` in it, the condition of an awaited event can be decided. */
  readonly data: RunData;
  /** Epoch ms. */
  readonly now: number;
  readonly timezone: string;
}

/**
 * Whether a condition holds. Missing data makes every comparison false (`!=` and `notIn` too) and `null` true.
 * Text is compared without regard to case, with `ignoreMarks` without tone marks too; numbers and dates by value, a bare date by its day in the flow's
 * timezone. A group without rules holds.
 */
export function evaluateRules({ rule, data, now, timezone }: EvaluateRulesRequest): boolean {
  return evaluateGroup(rule, { data, now, timezone });
}

type Scope = Omit<EvaluateRulesRequest, 'rule'>;

function evaluateGroup(group: RuleGroup, scope: Scope): boolean {
  const holds = (entry: Rule | RuleGroup) => ('rules' in entry ? evaluateGroup(entry, scope) : evaluateRule(entry, scope));
  const result = group.rules.length === 0 || (group.combinator === 'and' ? group.rules.every(holds) : group.rules.some(holds));
  return group.not ? !result : result;
}

function evaluateRule(rule: Rule, scope: Scope): boolean {
  const { operator } = rule;
  const path = parsePath(rule.field);
  const actual = path === null ? undefined : valueAt({ ...scope.data, now: new Date(scope.now).toISOString() }, path);
  if (operator === 'null') return isMissing(actual);
  if (isMissing(actual)) return false;
  if (operator === 'notNull') return true;

  const wanted = fill(rule.value, scope);
  if (isMissing(wanted)) return false;
  const comparing = { timezone: scope.timezone, ignoreMarks: rule.ignoreMarks ?? false };
  const folded = (value: unknown) => foldText(String(value), rule.ignoreMarks);
  const order = () => compareValues(actual, wanted, comparing);
  const distance = () => distanceOf({ actual, reach: wanted, now: scope.now, timezone: scope.timezone });
  switch (operator) {
    case '=':
      return isSame(actual, wanted, comparing);
    case '!=':
      return !isSame(actual, wanted, comparing);
    case '<':
      return (order() ?? 0) < 0;
    case '<=':
      return (order() ?? 1) <= 0;
    case '>':
      return (order() ?? 0) > 0;
    case '>=':
      return (order() ?? -1) >= 0;
    case 'between':
      return isBetween(actual, wanted, comparing);
    case 'contains':
      return contains(actual, wanted, comparing);
    case 'doesNotContain':
      return !contains(actual, wanted, comparing);
    case 'containsAny':
      return listed(wanted).some((item) => contains(actual, item, comparing));
    case 'containsAll':
      return listed(wanted).length > 0 && listed(wanted).every((item) => contains(actual, item, comparing));
    case 'beginsWith':
      return isWords(actual) && isWords(wanted) && folded(actual).startsWith(folded(wanted));
    case 'endsWith':
      return isWords(actual) && isWords(wanted) && folded(actual).endsWith(folded(wanted));
    case 'in':
      return listed(wanted).some((item) => isSame(actual, item, comparing));
    case 'notIn':
      return !listed(wanted).some((item) => isSame(actual, item, comparing));
    case 'withinLast':
      return ['justPast', 'now'].includes(distance() ?? '');
    case 'withinNext':
      return ['soon', 'now'].includes(distance() ?? '');
    case 'notWithinLast':
      return distance() === 'longAgo';
    default:
      return assertNever(operator);
  }
}

function isBetween(actual: unknown, wanted: unknown, comparing: Comparing): boolean {
  const [from, to] = Array.isArray(wanted) ? wanted : [];
  return (compareAmounts(actual, from, comparing) ?? -1) >= 0 && (compareAmounts(actual, to, comparing) ?? 1) <= 0;
}

function contains(actual: unknown, wanted: unknown, comparing: Comparing): boolean {
  if (Array.isArray(actual)) return actual.some((item) => isSame(item, wanted, comparing));
  const folded = (value: unknown) => foldText(String(value), comparing.ignoreMarks);
  return isWords(actual) && isWords(wanted) && folded(actual).includes(folded(wanted));
}

/** Values of a list operator: a list, or text with commas. What is missing is no value: an empty text would be found in every other. */
function listed(value: unknown): readonly unknown[] {
  const items: readonly unknown[] = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : Array.isArray(value) ? value : [value];
  return items.filter((item) => !isMissing(item));
}

function fill(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => fill(item, scope));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, scope)]));
  if (typeof value !== 'string') return value;
  const rendered = renderTemplate({ template: value, data: scope.data, timezone: scope.timezone, now: scope.now });
  return rendered.ok ? rendered.value : undefined;
}

function isWords(value: unknown): boolean {
  return typeof value !== 'object';
}
