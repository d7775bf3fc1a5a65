import type { Text } from '@noi/node-sdk';
import { type Rule, type RuleGroup, Span } from '../graph/FlowGraph.ts';
import { isMissing, parsePath } from '../template/dataPath.ts';
import { readDateTime } from '../template/filters.ts';
import { checkTemplate } from '../template/parseTemplate.ts';
import type { Fault } from './checkReference.ts';
import type { Draft } from './Draft.ts';
import { joinLabels } from './labelWords.ts';
import { type Reader, resolveData } from './resolveData.ts';
import { rulesIn } from './templatesOf.ts';

/** What is wrong with a condition: it tests nothing, or a test in it is not complete. */
export function checkRules(rule: RuleGroup, reader: Reader, draft: Draft): readonly Fault[] {
  if (hasEmptyGroup(rule)) {
    const message = { vi: 'Chưa có điều kiện nào. Thêm ít nhất một điều kiện.', en: 'There is no condition yet. Add at least one.' };
    return [{ code: 'rule_empty', severity: 'error', message }];
  }
  return rulesIn(rule).flatMap((test): Fault[] => {
    const message = faultOf(test, reader, draft);
    return message ? [{ code: 'rule_invalid', severity: 'error', message }] : [];
  });
}

function hasEmptyGroup(group: RuleGroup): boolean {
  return group.rules.length === 0 || group.rules.some((entry) => 'rules' in entry && hasEmptyGroup(entry));
}

function faultOf(rule: Rule, reader: Reader, draft: Draft): Text | null {
  if (rule.field.trim() === '') return { vi: 'Chưa chọn dữ liệu để so sánh. Chọn một dữ liệu.', en: 'No data to compare is chosen. Choose some.' };
  if (rule.operator === 'null' || rule.operator === 'notNull') return null;
  const resolved = resolveData(parsePath(rule.field) ?? [], reader, draft);
  const found = resolved.kind === 'found' ? resolved.found : null;
  const { vi, en } = found ? joinLabels(found.labels.slice(-1)) : { vi: rule.field, en: rule.field };
  const shape = shapeFault(rule, { vi, en });
  if (shape) return shape;
  if (isMissing(rule.value)) return { vi: `Chưa điền giá trị so sánh với “${vi}”.`, en: `There is no value to compare “${en}” with.` };

  const literals = literalsOf(rule);
  if (found?.field?.type === 'number' && !literals.every(isNumeric))
    return { vi: `“${vi}” là số. Nhập giá trị so sánh bằng chữ số.`, en: `“${en}” is a number. Compare it with a number.` };
  if (found?.field?.format === 'dateTime' && isOrdering(rule) && literals.some((literal) => !readDateTime(literal, draft.graph.settings.timezone))) {
    return { vi: `“${vi}” là ngày giờ. Chọn một ngày để so sánh.`, en: `“${en}” is a date. Choose a date to compare it with.` };
  }
  const choices = found?.field?.choices;
  if (choices && ['=', '!=', 'in', 'notIn'].includes(rule.operator) && literals.some((literal) => !choices.some(({ value }) => value === literal))) {
    return { vi: `Giá trị so sánh của “${vi}” không có trong danh sách. Chọn lại.`, en: `The value for “${en}” is not in the list. Choose again.` };
  }
  return null;
}

function isNumeric(literal: unknown): boolean {
  return (typeof literal === 'number' || typeof literal === 'string') && Number.isFinite(Number(literal));
}

/** Some operators take more than one value, or a length of time. */
function shapeFault({ operator, value }: Rule, { vi, en }: Text): Text | null {
  if (operator === 'between') {
    const ends = Array.isArray(value) ? value : [];
    if (ends.length !== 2 || ends.some(isMissing)) {
      return { vi: `Chưa điền đủ hai đầu của khoảng so sánh với “${vi}”.`, en: `Fill in both ends of the range to compare “${en}” with.` };
    }
    const [from, to] = ends.map((end) => (typeof end === 'number' ? end : Number.NaN));
    if (from !== undefined && to !== undefined && from > to)
      return {
        vi: `Khoảng so sánh với “${vi}” bị ngược. Số đầu phải nhỏ hơn số cuối.`,
        en: `The range for “${en}” is upside down. Start with the smaller number.`,
      };
  }
  if (isWithin(operator) && !isSpan(value)) {
    return {
      vi: `Chưa chọn khoảng thời gian cho “${vi}”. Nhập một số lớn hơn 0.`,
      en: `The length of time for “${en}” is not set. Enter a number above 0.`,
    };
  }
  return null;
}

function isWithin(operator: Rule['operator']): boolean {
  return operator === 'withinLast' || operator === 'withinNext' || operator === 'notWithinLast';
}

function isSpan(value: unknown): boolean {
  const span = Span.safeParse(value);
  return span.success && span.data.amount > 0;
}

/** Values that stand as they are, without data in them. */
function literalsOf({ operator, value }: Rule): readonly unknown[] {
  if (isWithin(operator)) return [];
  const isList = ['in', 'notIn', 'containsAny', 'containsAll'].includes(operator);
  const values = Array.isArray(value) ? value : isList && typeof value === 'string' ? value.split(',').map((item) => item.trim()) : [value];
  return values.filter((item) => {
    const reading = typeof item === 'string' ? checkTemplate(item) : null;
    return reading === null || (reading.ok && reading.segments.every((segment) => segment.type === 'text'));
  });
}

function isOrdering({ operator }: Rule): boolean {
  return ['<', '<=', '>', '>=', 'between'].includes(operator);
}
