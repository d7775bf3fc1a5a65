import { assertNever } from '@noi/errors';
import type { Rule, RuleGroup } from '../graph/FlowGraph.ts';
import type { RunData } from '../run/RunPorts.ts';
import { isMissing, parsePath, valueAt } from '../template/dataPath.ts';
import { renderTemplate } from '../template/renderTemplate.ts';
import { compareValues, isSame } from './compareValues.ts';

export interface EvaluateRulesRequest {
  readonly rule: RuleGroup;
  readonly data: RunData;
  /** Epoch ms. */
  readonly now: number;
  readonly timezone: string;
}

/**
 * Whether a condition holds. Missing data makes every comparison false (`!=` and `notIn` too) and `null` true.
 * Text is compared without regard to case; numbers and dates by value, a bare date by its day in the flow's timezone.
 * A group without rules holds.
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
  const order = () => compareValues(actual, wanted, scope.timezone);
  switch (operator) {
    case '=':
      return isSame(actual, wanted, scope.timezone);
    case '!=':
      return !isSame(actual, wanted, scope.timezone);
    case '<':
      return (order() ?? 0) < 0;
    case '<=':
      return (order() ?? 1) <= 0;
    case '>':
      return (order() ?? 0) > 0;
    case '>=':
      return (order() ?? -1) >= 0;
    case 'contains':
      return contains(actual, wanted, scope);
    case 'doesNotContain':
      return !contains(actual, wanted, scope);
    case 'beginsWith':
      return isWords(actual) && folded(actual).startsWith(folded(wanted));
    case 'endsWith':
      return isWords(actual) && folded(actual).endsWith(folded(wanted));
    case 'in':
      return listed(wanted).some((item) => isSame(actual, item, scope.timezone));
    case 'notIn':
      return !listed(wanted).some((item) => isSame(actual, item, scope.timezone));
    case 'between':
    case 'containsAny':
    case 'containsAll':
    case 'withinLast':
    case 'withinNext':
    case 'notWithinLast':
      throw new Error(`The operator ${operator} cannot be read`);
    default:
      return assertNever(operator);
  }
}

function contains(actual: unknown, wanted: unknown, { timezone }: Scope): boolean {
  if (Array.isArray(actual)) return actual.some((item) => isSame(item, wanted, timezone));
  return isWords(actual) && folded(actual).includes(folded(wanted));
}

/** Values of a list operator: a list, or text with commas. */
function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(',').map((item) => item.trim()) : [value];
}

function fill(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => fill(item, scope));
  if (typeof value !== 'string') return value;
  const rendered = renderTemplate({ template: value, data: scope.data, timezone: scope.timezone, now: scope.now });
  return rendered.ok ? rendered.value : undefined;
}

function isWords(value: unknown): boolean {
  return typeof value !== 'object';
}

function folded(value: unknown): string {
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).normalize('NFC').trim().toLowerCase();
}
