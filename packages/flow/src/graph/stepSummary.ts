import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import { dataWords } from './dataWords.ts';
import type { StepOf } from './FlowGraph.ts';
import { untilWords } from './ruleWords.ts';
import type { Around } from './Source.ts';
import { type StepTitleRequest, titleFromInput, unknownNode } from './stepTitle.ts';

/** One line under the title: what the node does, or, under the user's own name, the sentence made from the input. */
export function stepSummary({ step, graph, catalog }: StepTitleRequest): Text {
  if (step.name?.trim()) return titleFromInput({ step, graph, catalog });
  switch (step.kind) {
    case 'trigger':
      return catalog.trigger(step.node, step.nodeVersion)?.summary ?? unknownNode;
    case 'action':
      return catalog.action(step.node, step.nodeVersion)?.summary ?? unknownNode;
    case 'if':
      return { vi: 'Rẽ nhánh theo điều kiện', en: 'Branches on a condition' };
    case 'switch':
      return { vi: 'Đi theo trường hợp đúng đầu tiên', en: 'Takes the first case that holds' };
    case 'split':
      return { vi: 'Chia khách thành các nhóm ổn định', en: 'Shares customers out into stable groups' };
    case 'set':
      return { vi: 'Ghi lại giá trị để các bước sau dùng', en: 'Keeps values for later steps' };
    case 'wait':
      return { vi: 'Đợi rồi đi tiếp', en: 'Waits, then goes on' };
    case 'waitForEvent':
      return awaitedWords(step, { graph, catalog });
    case 'approval':
      return { vi: 'Đợi người phụ trách đồng ý hoặc từ chối', en: 'Waits for people to approve or reject' };
    case 'parallel':
      return { vi: 'Chạy các nhánh bên trong cùng lúc, đợi tất cả xong', en: 'Runs the branches inside side by side and waits for all' };
    case 'first':
      return { vi: 'Nhánh nào xong trước thì đi tiếp, các nhánh khác dừng', en: 'Goes on with the first branch to end; the others are cancelled' };
    case 'forEach':
      return { vi: 'Làm các bước bên trong cho từng mục của danh sách', en: 'Does the steps inside for each item of a list' };
    case 'repeat':
      return { vi: 'Làm lại các bước bên trong đến khi đạt điều kiện', en: 'Repeats the steps inside until a condition holds' };
    case 'subflow':
      return { vi: 'Chạy một quy trình khác rồi đợi kết quả', en: 'Runs another flow and waits for its result' };
    case 'errorHandler':
      return { vi: 'Làm các bước này khi lượt chạy gặp lỗi', en: 'Does these steps when the run fails' };
    case 'stop':
      return { vi: 'Kết thúc lượt chạy tại đây', en: 'Ends the run here' };
    case 'fail':
      return { vi: 'Kết thúc lượt chạy và báo lỗi', en: 'Ends the run as failed' };
    default:
      return assertNever(step);
  }
}

/** Whose event counts and, where there is one, the condition on it: `Đợi sự kiện của đơn hàng này, khi Nội dung có chứa ok`. */
function awaitedWords({ node, nodeVersion, belongs, rule }: StepOf<'waitForEvent'>, around: Around): Text {
  const whose = {
    order: { vi: 'Đợi sự kiện của đơn hàng này', en: 'Waits for an event of this order' },
    customer: { vi: 'Đợi sự kiện của khách hàng này', en: 'Waits for an event of this customer' },
    anyone: { vi: 'Đợi sự kiện của bất kỳ ai', en: 'Waits for an event of anybody' },
  }[belongs];
  const condition = rule ? untilWords(rule, dataWords({ ...around, event: { node, nodeVersion } })) : null;
  return condition ? { vi: `${whose.vi}, khi ${condition.vi}`, en: `${whose.en}, when ${condition.en}` } : whose;
}
