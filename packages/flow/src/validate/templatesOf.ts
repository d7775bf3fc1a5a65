import { assertNever } from '@noi/errors';
import type { InputValue, Rule, RuleGroup, Step, StepId, StepOf } from '../graph/FlowGraph.ts';
import { checkTemplate, type TemplateReading } from '../template/parseTemplate.ts';
import type { Draft } from './Draft.ts';
import { filledFields } from './filledFields.ts';

/** A template in a step's form. */
export interface PlacedTemplate {
  readonly field: string;
  readonly template: string;
  readonly reading: TemplateReading;
  /** `refused`: a message with a hole. `failsClearly`: an address; without it the step fails and says so. `allowed`: rules know missing data. */
  readonly missing: 'refused' | 'failsClearly' | 'allowed';
  /** Stands in a text, where a list of values has no place. */
  readonly isText: boolean;
}

const kept = new WeakMap<Draft, Map<StepId, readonly PlacedTemplate[]>>();

/** All templates of a step that will be filled when it runs. Several rules ask, so a draft's answers are kept. */
export function templatesOf(step: Step, draft: Draft): readonly PlacedTemplate[] {
  const known = kept.get(draft) ?? new Map<StepId, readonly PlacedTemplate[]>();
  kept.set(draft, known);
  const templates = known.get(step.id) ?? collectTemplates(step, draft);
  known.set(step.id, templates);
  return templates;
}

function collectTemplates(step: Step, { catalog }: Draft): readonly PlacedTemplate[] {
  switch (step.kind) {
    case 'action': {
      const fields = filledFields(step, catalog.action(step.node, step.nodeVersion)?.input ?? []);
      return fields.flatMap(({ path, descriptor, value }) => {
        const isAddress = descriptor.format === 'phone' || descriptor.format === 'email';
        const hasOwnTemplates = (descriptor.fields ?? []).length > 0 && typeof value !== 'string';
        const about = {
          missing: isAddress ? ('failsClearly' as const) : ('refused' as const),
          isText: descriptor.type === 'text' || descriptor.type === 'choice',
        };
        return hasOwnTemplates || value === undefined ? [] : stringsIn(value, path).map((found) => placed(found, about));
      });
    }
    case 'set':
      return step.fields.flatMap(({ value }, index) =>
        stringsIn(value, `fields.${index}.value`).map((found) => placed(found, { missing: 'refused', isText: false })),
      );
    case 'wait':
      return step.wait.type === 'until' || step.wait.type === 'offset'
        ? [placed({ field: 'wait.at', template: step.wait.at }, { missing: 'refused', isText: true })]
        : [];
    case 'if':
    case 'waitForEvent':
    case 'repeat':
    case 'switch':
      return ruleTreesOf(step).flatMap(({ field, rule }) =>
        rulesIn(rule).flatMap(({ value }) => ruleStrings(value).map((template) => placed({ field, template }, { missing: 'allowed', isText: true }))),
      );
    case 'fail':
      return [placed({ field: 'reason', template: step.reason }, { missing: 'refused', isText: true })];
    case 'forEach':
      return [placed({ field: 'list', template: step.list }, { missing: 'failsClearly', isText: false })];
    case 'approval':
      return [placed({ field: 'question', template: step.question }, { missing: 'refused', isText: true })];
    case 'subflow':
      return inputOf(step, catalog).flatMap(([key, value]) =>
        stringsIn(value, `input.${key}`).map((found) => placed(found, { missing: 'refused', isText: false })),
      );
    case 'parallel':
    case 'first':
    case 'errorHandler':
    case 'trigger':
    case 'split':
    case 'stop':
      return [];
    default:
      return assertNever(step);
  }
}

/** What a called flow is given; leftovers that it does not ask for are not sent. */
function inputOf({ flowId, input }: StepOf<'subflow'>, { flows }: Draft['catalog']): readonly (readonly [string, InputValue])[] {
  const called = flows?.find(({ id }) => id === flowId);
  return Object.entries(input).filter(([key]) => !called || called.inputs.some((field) => field.key === key));
}

/** The conditions of a step, each with the path of its field. */
export function ruleTreesOf(step: Step): readonly { readonly field: string; readonly rule: RuleGroup }[] {
  if (step.kind === 'if') return [{ field: 'rule', rule: step.rule }];
  if (step.kind === 'repeat') return [{ field: 'until', rule: step.until }];
  if (step.kind === 'waitForEvent') return step.rule === undefined ? [] : [{ field: 'rule', rule: step.rule }];
  return step.kind === 'switch' ? step.cases.map(({ rule }, index) => ({ field: `cases.${index}.rule`, rule })) : [];
}

/** The tests of a rule tree, in reading order. */
export function rulesIn(group: RuleGroup): readonly Rule[] {
  return group.rules.flatMap((entry) => ('rules' in entry ? rulesIn(entry) : [entry]));
}

function placed(found: { field: string; template: string }, about: Pick<PlacedTemplate, 'missing' | 'isText'>): PlacedTemplate {
  return { ...found, ...about, reading: checkTemplate(found.template) };
}

/** The templates in a value, each with the path of its field. */
export function stringsIn(value: InputValue, field: string): readonly { field: string; template: string }[] {
  if (typeof value === 'string') return [{ field, template: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => stringsIn(item, `${field}.${index}`));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, entry]) => stringsIn(entry, `${field}.${key}`));
  return [];
}

/** The templates in the value of a test. */
export function ruleStrings(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(ruleStrings);
  return typeof value === 'string' ? [value] : [];
}
