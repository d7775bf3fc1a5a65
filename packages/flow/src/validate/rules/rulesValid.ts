import type { Text } from '@noi/node-sdk';
import type { Rule, RuleGroup, Step } from '../../graph/FlowGraph.ts';
import { isMissing, parsePath } from '../../template/dataPath.ts';
import { readDateTime } from '../../template/filters.ts';
import { checkTemplate } from '../../template/parseTemplate.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { joinLabels } from '../labelWords.ts';
import { resolveData } from '../resolveData.ts';
import { rulesIn, ruleTreesOf } from '../templatesOf.ts';

/** A condition tests something, and each test is complete. */
export function rulesValid(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step): Issue[] => {
    return ruleTreesOf(step).flatMap((tree): Issue[] => {
      const issue = (code: Issue['code'], message: Text): Issue => ({ code, severity: 'error', stepId: step.id, field: tree.field, message });
      if (hasEmptyGroup(tree.rule))
        return [issue('rule_empty', { vi: 'Chưa có điều kiện nào. Thêm ít nhất một điều kiện.', en: 'There is no condition yet. Add at least one.' })];
      return rulesIn(tree.rule).flatMap((rule) => {
        const fault = faultOf(rule, step, draft);
        return fault ? [issue('rule_invalid', fault)] : [];
      });
    });
  });
}

function hasEmptyGroup(group: RuleGroup): boolean {
  return group.rules.length === 0 || group.rules.some((entry) => 'rules' in entry && hasEmptyGroup(entry));
}

function faultOf(rule: Rule, step: Step, draft: Draft): Text | null {
  if (rule.field.trim() === '') return { vi: 'Chưa chọn dữ liệu để so sánh. Chọn một dữ liệu.', en: 'No data to compare is chosen. Choose some.' };
  if (rule.operator === 'null' || rule.operator === 'notNull') return null;
  const resolved = resolveData(parsePath(rule.field) ?? [], step, draft);
  const found = resolved.kind === 'found' ? resolved.found : null;
  const { vi, en } = found ? joinLabels(found.labels.slice(-1)) : { vi: rule.field, en: rule.field };
  if (isMissing(rule.value)) return { vi: `Chưa điền giá trị so sánh với “${vi}”.`, en: `There is no value to compare “${en}” with.` };

  const literals = literalsOf(rule);
  if (found?.field?.type === 'number' && literals.some((literal) => !Number.isFinite(Number(literal))))
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

/** Values that stand as they are, without data in them. */
function literalsOf({ operator, value }: Rule): readonly unknown[] {
  const isList = operator === 'in' || operator === 'notIn';
  const values = Array.isArray(value) ? value : isList && typeof value === 'string' ? value.split(',').map((item) => item.trim()) : [value];
  return values.filter((item) => {
    const reading = typeof item === 'string' ? checkTemplate(item) : null;
    return reading === null || (reading.ok && reading.segments.every((segment) => segment.type === 'text'));
  });
}

function isOrdering({ operator }: Rule): boolean {
  return ['<', '<=', '>', '>='].includes(operator);
}
