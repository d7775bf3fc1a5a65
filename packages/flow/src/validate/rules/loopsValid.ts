import type { StepOf } from '../../graph/FlowGraph.ts';
import { isMissing, parsePath } from '../../template/dataPath.ts';
import { checkTemplate } from '../../template/parseTemplate.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { joinLabels } from '../labelWords.ts';
import { resolveData } from '../resolveData.ts';

const mostAtOnce = 100;
const mostRounds = 1000;

/** A for-each has a list to go through, and both kinds of loop have a bound. */
export function loopsValid(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step): Issue[] => {
    switch (step.kind) {
      case 'forEach': {
        const list = listIssue(step, draft);
        const atOnce = isWhole(step.atOnce, mostAtOnce)
          ? []
          : [
              loop(step.id, 'atOnce', {
                vi: `Số mục làm cùng lúc phải là số nguyên từ 1 đến ${mostAtOnce}.`,
                en: `The number of items at once must be a whole number from 1 to ${mostAtOnce}.`,
              }),
            ];
        return [...(list ? [list] : []), ...atOnce];
      }
      case 'repeat':
        return isWhole(step.most, mostRounds)
          ? []
          : [
              loop(step.id, 'most', {
                vi: `Số vòng tối đa phải là số nguyên từ 1 đến ${mostRounds}.`,
                en: `The highest number of rounds must be a whole number from 1 to ${mostRounds}.`,
              }),
            ];
      default:
        return [];
    }
  });
}

function listIssue(step: StepOf<'forEach'>, draft: Draft): Issue | null {
  if (isMissing(step.list)) {
    return {
      code: 'field_required',
      severity: 'error',
      stepId: step.id,
      field: 'list',
      message: { vi: 'Chưa chọn danh sách để lặp. Chọn một dữ liệu dạng danh sách.', en: 'There is no list to go through. Choose data that is a list.' },
    };
  }
  const reading = checkTemplate(step.list.trim());
  if (!reading.ok) return null;
  const [segment, ...rest] = reading.segments;
  if (segment?.type !== 'data' || rest.length > 0) {
    return loop(step.id, 'list', {
      vi: 'Danh sách để lặp phải là đúng một dữ liệu, không kèm chữ.',
      en: 'The list to go through must be one piece of data, without words.',
    });
  }
  const resolved = resolveData(parsePath(segment.path) ?? [], step, draft);
  const found = segment.filters === '' && resolved.kind === 'found' ? resolved.found : null;
  if (!found?.field || found.field.type === 'list' || found.field.type === 'any') return null;
  const { vi, en } = joinLabels(found.labels);
  return loop(step.id, 'list', { vi: `“${vi}” không phải danh sách. Chọn dữ liệu khác.`, en: `“${en}” is not a list. Choose other data.` });
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function loop(stepId: string, field: string, message: Issue['message']): Issue {
  return { code: 'loop_invalid', severity: 'error', stepId, field, message };
}
