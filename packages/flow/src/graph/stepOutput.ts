import { assertNever } from '@noi/errors';
import type { FieldDescriptor } from '@noi/node-sdk';
import { isContainer, type Step, type StepOf } from './FlowGraph.ts';
import { loopInside, roundOutput } from './loopOutput.ts';
import type { Around, Output, Sampling, Side, Source } from './Source.ts';
import { setFields } from './setFields.ts';
import { triggerOutput } from './triggerOutput.ts';

export interface OutputQuestion extends Around, Sampling {
  readonly side: Side;
  /** What the step itself can read, for data whose kind hangs on other data. */
  readonly earlier: readonly Source[];
}

/** What a step gives to the steps behind it or, looked at from inside, a container to its body; `null` when it gives nothing, or nobody knows its node. */
export function outputOf(step: Step, { side, earlier, graph, catalog, sampleOfSet }: OutputQuestion): Output | null {
  if (side === 'inside') return isContainer(step) ? loopInside(step, earlier) : null;
  switch (step.kind) {
    case 'trigger':
      return triggerOutput(step, { graph, catalog });
    case 'action': {
      const node = catalog.action(step.node, step.nodeVersion);
      return node ? { fields: node.output, sample: node.sample } : null;
    }
    case 'set':
      return { fields: setFields(step, earlier), sample: sampleOfSet?.(step, earlier, graph) ?? {} };
    case 'waitForEvent': {
      const node = catalog.trigger(step.node, step.nodeVersion);
      return node ? { fields: node.output, sample: node.sample } : null;
    }
    case 'approval':
      return { fields: approvalFields, sample: approvalSample };
    case 'forEach':
      return { fields: loopFields, sample: { count: 3, done: 3, failed: 0, failures: [] } };
    case 'first':
      return { fields: [winner], sample: { winner: winner.sample } };
    case 'subflow':
      return subflowOutput(step, catalog);
    case 'errorHandler':
      return { fields: failureFields, sample: Object.fromEntries(failureFields.map(({ key, sample }) => [key, sample])) };
    case 'repeat':
      return roundOutput;
    case 'parallel':
    case 'if':
    case 'switch':
    case 'split':
    case 'wait':
    case 'stop':
    case 'fail':
      return null;
    default:
      return assertNever(step);
  }
}

/** What a called flow gives back, by its own settings; open while these are not known. */
function subflowOutput({ flowId }: StepOf<'subflow'>, { flows }: Around['catalog']): Output {
  const called = flows?.find(({ id }) => id === flowId);
  if (!called) return { fields: [], sample: {}, isOpen: true };
  // The called run may have ended before what an output is made of was there.
  const fields = called.outputs.map(
    ({ key, label }): FieldDescriptor => ({ key, type: 'any', label: { vi: label || key, en: label || key }, required: false }),
  );
  return { fields, sample: {} };
}

const decisions: FieldDescriptor['choices'] = [
  { value: 'approved', label: { vi: 'Đồng ý', en: 'Approved' } },
  { value: 'rejected', label: { vi: 'Từ chối', en: 'Rejected' } },
];
const decision: FieldDescriptor = {
  key: 'decision',
  type: 'choice',
  label: { vi: 'Quyết định', en: 'Decision' },
  required: true,
  choices: decisions,
  sample: 'approved',
};
const comment: FieldDescriptor = { key: 'comment', type: 'text', label: { vi: 'Ý kiến', en: 'Comment' }, required: false, sample: 'Đã gọi cho khách' };
const email: FieldDescriptor = { key: 'email', type: 'text', format: 'email', label: { vi: 'Email', en: 'Email' }, required: true, sample: 'chu@shop.vn' };
const approvalFields: readonly FieldDescriptor[] = [
  decision,
  comment,
  { key: 'answeredBy', type: 'list', label: { vi: 'Người trả lời', en: 'Answered by' }, required: true, fields: [email, decision, comment] },
];
const approvalSample = {
  decision: decision.sample,
  comment: comment.sample,
  answeredBy: [{ email: email.sample, decision: decision.sample, comment: comment.sample }],
};

const loopFields: readonly FieldDescriptor[] = [
  { key: 'count', type: 'number', label: { vi: 'Số mục', en: 'Number of items' }, required: true, sample: 3 },
  { key: 'done', type: 'number', label: { vi: 'Số mục đã xong', en: 'Items done' }, required: true, sample: 3 },
  { key: 'failed', type: 'number', label: { vi: 'Số mục bị lỗi', en: 'Items that failed' }, required: true, sample: 0 },
  {
    key: 'failures',
    type: 'list',
    label: { vi: 'Các mục bị lỗi', en: 'Failures' },
    required: true,
    fields: [
      { key: 'index', type: 'number', label: { vi: 'Thứ tự (từ 0)', en: 'Index (from 0)' }, required: true, sample: 0 },
      { key: 'message', type: 'text', label: { vi: 'Lý do lỗi', en: 'Reason' }, required: true, sample: 'Số điện thoại không đúng' },
    ],
  },
];

const winner: FieldDescriptor = { key: 'winner', type: 'text', label: { vi: 'Bước về trước', en: 'Winner' }, required: true, sample: 'reply' };

const failureFields: readonly FieldDescriptor[] = [
  { key: 'stepId', type: 'text', label: { vi: 'Mã bước bị lỗi', en: 'Id of the failed step' }, required: true, sample: 'send' },
  { key: 'stepTitle', type: 'text', label: { vi: 'Bước bị lỗi', en: 'Failed step' }, required: true, sample: 'Gửi ZNS' },
  { key: 'kind', type: 'text', label: { vi: 'Loại lỗi', en: 'Kind of failure' }, required: true, sample: 'rejected' },
  { key: 'message', type: 'text', label: { vi: 'Lý do lỗi', en: 'Reason' }, required: true, sample: 'Số điện thoại chưa dùng Zalo' },
];
