import type { StepOf } from '../../graph/FlowGraph.ts';
import { isMissing } from '../../template/dataPath.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

const email = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const mostPeople = 50;

/** An approval asks something, of people who can be written to, and can come to an end. */
export function approvalsValid({ steps }: Draft): readonly Issue[] {
  return steps.flatMap((step) => (step.kind === 'approval' ? [...questionOf(step), ...approversOf(step), ...neededOf(step)] : []));
}

function questionOf({ id, question }: StepOf<'approval'>): readonly Issue[] {
  if (!isMissing(question)) return [];
  const message = { vi: 'Chưa ghi câu hỏi. Ghi điều cần duyệt để người nhận hiểu.', en: 'There is no question. Say what is to be approved.' };
  return [{ code: 'field_required', severity: 'error', stepId: id, field: 'question', message }];
}

function approversOf({ id, approvers }: StepOf<'approval'>): readonly Issue[] {
  const named = approvers.map((one) => one.trim().toLowerCase());
  return named.flatMap((one, index): Issue[] => {
    const issue = (message: Issue['message']): Issue[] => [{ code: 'approval_invalid', severity: 'error', stepId: id, field: `approvers.${index}`, message }];
    if (!email.test(one)) return issue({ vi: `“${one}” không phải địa chỉ email. Kiểm tra lại.`, en: `“${one}” is not an email address. Check it.` });
    return named.indexOf(one) < index ? issue({ vi: `“${one}” có hai lần. Xoá một.`, en: `“${one}” is there twice. Remove one.` }) : [];
  });
}

function neededOf({ id, approvers, needed }: StepOf<'approval'>): readonly Issue[] {
  const most = approvers.length === 0 ? mostPeople : approvers.length;
  if (Number.isInteger(needed) && needed >= 1 && needed <= most) return [];
  const message = {
    vi: `Số người cần đồng ý phải là số nguyên từ 1 đến ${most}.`,
    en: `The number of people who must agree must be a whole number from 1 to ${most}.`,
  };
  return [{ code: 'approval_invalid', severity: 'error', stepId: id, field: 'needed', message }];
}
