import type { Text } from '@noi/node-sdk';
import type { StepOf } from '../../graph/FlowGraph.ts';
import { portWords } from '../../graph/portWords.ts';
import { splitBy } from '../../graph/splitBy.ts';
import { isMissing, parsePath } from '../../template/dataPath.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { resolveData } from '../resolveData.ts';

const mostWeight = 10_000;

/** A switch has cases and a split branches to choose between, each with a name of its own; weights are whole and positive; a failure says why. */
export function branchesValid(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step): readonly Issue[] => {
    switch (step.kind) {
      case 'switch':
        return ofSwitch(step);
      case 'split':
        return ofSplit(step, draft);
      case 'fail':
        return isMissing(step.reason) ? [fault('field_required', step.id, 'reason', noReason)] : [];
      default:
        return [];
    }
  });
}

const noReason: Text = { vi: 'Chưa ghi lý do. Ghi lý do để người xem lượt chạy hiểu.', en: 'There is no reason. Give one for whoever reads the run.' };

function ofSwitch(step: StepOf<'switch'>): readonly Issue[] {
  if (step.cases.length === 0) {
    return [
      fault('branches_invalid', step.id, 'cases', {
        vi: 'Chưa có trường hợp nào. Thêm ít nhất một trường hợp.',
        en: 'There is no case yet. Add at least one.',
      }),
    ];
  }
  return namesOf(step, step.cases, 'cases');
}

function ofSplit(step: StepOf<'split'>, draft: Draft): readonly Issue[] {
  const ways = step.branches.length + (step.heldOut === undefined ? 0 : 1);
  if (step.branches.length === 0 || ways < 2) {
    return [
      fault('branches_invalid', step.id, 'branches', {
        vi: 'Cần ít nhất hai nhánh để chia. Thêm một nhánh hoặc một nhóm đối chứng.',
        en: 'A split needs at least two ways out. Add a branch or a held-out share.',
      }),
    ];
  }
  const weights = [...step.branches.map(({ id, weight }, index) => ({ id, weight, field: `branches.${index}.weight` }))];
  if (step.heldOut !== undefined) weights.push({ id: 'heldOut', weight: step.heldOut, field: 'heldOut' });
  const wrong = weights
    .filter(({ weight }) => !Number.isInteger(weight) || weight < 1 || weight > mostWeight)
    .map(({ id, field }) => {
      const { vi, en } = portWords(step, id);
      return fault('branches_invalid', step.id, field, {
        vi: `Tỷ lệ của “${vi}” phải là số nguyên từ 1 đến 10.000.`,
        en: `The weight of “${en}” must be a whole number from 1 to 10,000.`,
      });
    });
  return [...namesOf(step, step.branches, 'branches'), ...wrong, ...unstable(step, draft)];
}

/** Wires tell branches apart by id, people by label. */
function namesOf(step: StepOf<'switch'> | StepOf<'split'>, branches: readonly { id: string }[], list: string): readonly Issue[] {
  const words = branches.map(({ id }) => portWords(step, id));
  return branches.flatMap(({ id }, index): Issue[] => {
    const { vi, en } = words[index] ?? { vi: id, en: id };
    if (branches.slice(0, index).some((other) => other.id === id)) {
      return [
        fault('branches_invalid', step.id, `${list}.${index}.label`, {
          vi: `Nhánh “${vi}” bị trùng mã với một nhánh khác. Xoá nhánh này rồi thêm lại.`,
          en: `The branch “${en}” has the id of another branch. Remove it and add it again.`,
        }),
      ];
    }
    if (!words.slice(0, index).some((other) => other.vi === vi)) return [];
    return [
      fault('branches_invalid', step.id, `${list}.${index}.label`, {
        vi: `Có hai nhánh cùng tên “${vi}”. Đổi tên một nhánh.`,
        en: `Two branches are called “${en}”. Rename one.`,
      }),
    ];
  });
}

/** Without a customer each run is shared out by itself; data that was chosen and is gone is another rule's matter. */
function unstable(step: StepOf<'split'>, draft: Draft): readonly Issue[] {
  if (step.by || resolveData(parsePath(splitBy(step)) ?? [], step, draft).kind !== 'unknown') return [];
  return [
    {
      ...fault('split_unstable', step.id, 'by', {
        vi: 'Sự kiện này không có số điện thoại khách nên mỗi lượt chạy được chia riêng. Chọn dữ liệu để một khách luôn vào cùng một nhánh.',
        en: 'This event has no customer phone, so each run is shared out by itself. Choose data that keeps a customer in one branch.',
      }),
      severity: 'warning',
    },
  ];
}

function fault(code: Issue['code'], stepId: string, field: string, message: Text): Issue {
  return { code, severity: 'error', stepId, field, message };
}
