import { isRichText } from '@noi/events';
import type { FieldDescriptor } from '@noi/node-sdk';
import type { FlowGraph, RuleGroup, Step, StepOf } from '../graph/FlowGraph.ts';
import { readingOrder } from '../graph/reach.ts';
import { stepOf, stepsById } from '../graph/stepOf.ts';
import { type RichPiece, readRichText } from '../richText/readRichText.ts';
import { checkTemplate, type TemplateSegment } from '../template/parseTemplate.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import { filledFields } from '../validate/filledFields.ts';
import { stringsIn } from '../validate/templatesOf.ts';

/** Whose text it is. */
export interface TextOwner {
  readonly kind: 'step' | 'note' | 'group';
  readonly id: string;
}

/** One text of a flow that people wrote. */
export interface FlowText {
  readonly owner: TextOwner;
  /** Where it stands inside its owner. */
  readonly path: readonly string[];
  /** Words, and pills between them where it is a template; in rich text also what shapes the words. */
  readonly segments: readonly (TemplateSegment | Markup)[];
  readonly kind: 'plain' | 'template' | 'rich';
}

interface Markup {
  readonly type: 'markup';
  readonly piece: Exclude<RichPiece, { type: 'words' }>;
}

/** All texts that people wrote, in reading order, then notes and groups: names, messages, conditions. Ids, dates, choices and what cannot be read are left out. */
export function textsOf(graph: FlowGraph, catalog: FlowCatalog): readonly FlowText[] {
  const inOrder = readingOrder(graph);
  const ordered = new Set([...inOrder, ...stepsById(graph).map(({ id }) => id)]);
  return [
    ...[...ordered].flatMap((id) => stepOf(graph, id) ?? []).flatMap((step) => stepTexts(step, catalog)),
    ...Object.values(graph.notes ?? {}).map(({ id, text }) => words({ kind: 'note', id }, ['text'], text)),
    ...Object.values(graph.groups ?? {}).map(({ id, title }) => words({ kind: 'group', id }, ['title'], title)),
  ];
}

function stepTexts(step: Step, catalog: FlowCatalog): readonly FlowText[] {
  const owner: TextOwner = { kind: 'step', id: step.id };
  const template = (path: readonly string[], text: string) => templated(owner, path, text);
  return [...(step.name === undefined ? [] : [words(owner, ['name'], step.name)]), ...own()];

  function own(): readonly FlowText[] {
    switch (step.kind) {
      case 'action':
        return actionTexts(step, catalog).flatMap(({ path, text, isRich }) => (isRich ? rich(owner, path, text) : template(path, text)));
      case 'set':
        return step.fields.flatMap(({ label, value }, index) => [
          ...(label === undefined ? [] : [words(owner, ['fields', `${index}`, 'label'], label)]),
          ...stringsIn(value, `fields.${index}.value`).flatMap((found) => template(found.field.split('.'), found.template)),
        ]);
      case 'if':
        return ruleTexts(step.rule, ['rule']);
      case 'repeat':
        return ruleTexts(step.until, ['until']);
      case 'waitForEvent':
        return step.rule === undefined ? [] : ruleTexts(step.rule, ['rule']);
      case 'switch':
        return step.cases.flatMap(({ label, rule }, index) => [
          words(owner, ['cases', `${index}`, 'label'], label),
          ...ruleTexts(rule, ['cases', `${index}`, 'rule']),
        ]);
      case 'split':
        return step.branches.map(({ label }, index) => words(owner, ['branches', `${index}`, 'label'], label));
      case 'stop':
        return step.reason === undefined ? [] : [words(owner, ['reason'], step.reason)];
      case 'fail':
        return template(['reason'], step.reason);
      case 'approval':
        return template(['question'], step.question);
      case 'subflow':
        return stringsIn(step.input, 'input').flatMap((found) => template(found.field.split('.'), found.template));
      default:
        return [];
    }
  }

  function ruleTexts(group: RuleGroup, path: readonly string[]): readonly FlowText[] {
    return group.rules.flatMap((entry, index) => {
      const at = [...path, 'rules', `${index}`];
      if ('rules' in entry) return ruleTexts(entry, at);
      const values = Array.isArray(entry.value)
        ? entry.value.map((value, place) => [value, [...at, 'value', `${place}`]] as const)
        : [[entry.value, [...at, 'value']] as const];
      return values.flatMap(([value, place]) => (typeof value === 'string' ? template(place, value) : []));
    });
  }
}

function actionTexts(step: StepOf<'action'>, catalog: FlowCatalog): readonly { path: readonly string[]; text: string; isRich: boolean }[] {
  const fields = filledFields(step, catalog.action(step.node, step.nodeVersion)?.input ?? []);
  return fields.flatMap(({ path, descriptor, value }) => {
    const hasOwnTexts = (descriptor.fields ?? []).length > 0 && typeof value !== 'string';
    if (hasOwnTexts || value === undefined || !isForWords(descriptor)) return [];
    return stringsIn(value, path).map((found) => ({
      path: ['input', ...found.field.split('.')],
      text: found.template,
      isRich: descriptor.format === 'richText' && isRichText(found.template),
    }));
  });
}

/** What is chosen from a list, or must be a date or a secret, is nothing to write in. */
function isForWords({ type, hasOptions, choices, secret, format }: FieldDescriptor): boolean {
  return type !== 'number' && type !== 'boolean' && type !== 'choice' && !hasOptions && !choices && !secret && format !== 'dateTime';
}

function words(owner: TextOwner, path: readonly string[], text: string): FlowText {
  return { owner, path, segments: [{ type: 'text', text }], kind: 'plain' };
}

function templated(owner: TextOwner, path: readonly string[], text: string): readonly FlowText[] {
  const reading = checkTemplate(text);
  return reading.ok ? [{ owner, path, segments: reading.segments, kind: 'template' }] : [];
}

function rich(owner: TextOwner, path: readonly string[], text: string): readonly FlowText[] {
  const segments = readRichText(text).flatMap((piece): FlowText['segments'] => (piece.type === 'words' ? piece.segments : [{ type: 'markup', piece }]));
  return checkTemplate(text).ok ? [{ owner, path, segments, kind: 'rich' }] : [];
}
