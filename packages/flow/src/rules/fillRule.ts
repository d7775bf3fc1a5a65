import type { Rule, RuleGroup } from '../graph/FlowGraph.ts';
import { parsePath } from '../template/dataPath.ts';
import { parseTemplate, type TemplateSegment } from '../template/parseTemplate.ts';
import { printTemplate } from '../template/printTemplate.ts';
import { renderTemplate } from '../template/renderTemplate.ts';
import { type EvaluateRulesRequest, evaluateRules } from './evaluateRules.ts';

/** What is known only when the event comes: the event itself, and the moment that it comes at. */
const later: readonly unknown[] = ['event', 'now'];
const turned = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/**
 * The condition of an awaited event with all of the run's data filled in, so that it can be kept without the run: what is left to read is `event.…`
 * and `now`. Whatever data holds stays data: a note that looks like a template is compared as it is written.
 *
 * A test of the run's own data is decided at once; it stays in the tree as an empty group, which holds, or its opposite. When such data is compared
 * with the event's, the two change sides. A value that is missing makes its test fail, as in `evaluateRules`.
 */
export function fillRule({ rule, ...scope }: EvaluateRulesRequest): RuleGroup {
  return { ...rule, rules: rule.rules.map((entry) => ('rules' in entry ? fillRule({ rule: entry, ...scope }) : fillTest(entry, scope))) };
}

type Scope = Omit<EvaluateRulesRequest, 'rule'>;

function fillTest(rule: Rule, scope: Scope): Rule | RuleGroup {
  if (later.includes(parsePath(rule.field)?.[0])) return 'value' in rule ? { ...rule, value: fillValue(rule.value, scope) } : rule;
  const pill = loneEventPill(rule.value);
  if (pill !== null && rule.operator in turned) {
    const operator = turned[rule.operator as keyof typeof turned];
    return { ...rule, field: pill, operator, value: fillValue(`{{ ${rule.field} }}`, scope) };
  }
  return { combinator: 'and', not: !evaluateRules({ ...scope, rule: { combinator: 'and', rules: [rule] } }), rules: [] };
}

function fillValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => fillValue(item, scope));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillValue(item, scope)]));
  if (typeof value !== 'string') return value;
  const segments = parseTemplate(value);
  if (!segments.some(isLater)) {
    const rendered = renderTemplate({ template: value, ...scope });
    return rendered.ok ? asWritten(rendered.value) : undefined;
  }
  const filled: TemplateSegment[] = [];
  for (const segment of segments) {
    // Words before the pill keep it from giving anything but text.
    const rendered = isLater(segment) || segment.type === 'text' ? null : renderTemplate({ template: printTemplate([mark, segment]), ...scope });
    if (rendered?.ok === false) return undefined;
    filled.push(rendered ? { type: 'text', text: String(rendered.value).slice(mark.text.length) } : segment);
  }
  return printTemplate(filled);
}

const mark = { type: 'text', text: '=' } as const;

function isLater(segment: TemplateSegment): boolean {
  return segment.type === 'data' && later.includes(parsePath(segment.path)?.[0]);
}

function loneEventPill(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const [segment, ...rest] = parseTemplate(value);
  return segment?.type === 'data' && rest.length === 0 && segment.filters === '' && segment.fallback === undefined && isLater(segment) ? segment.path : null;
}

/** Text that reads back as itself, whatever it says. */
function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWritten);
  return typeof value === 'string' ? printTemplate([{ type: 'text', text: value }]) : value;
}
