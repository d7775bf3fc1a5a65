import type { Text } from '@noi/node-sdk';
import type { StepOf } from '../../graph/FlowGraph.ts';
import { isMissing } from '../../template/dataPath.ts';
import type { Draft } from '../Draft.ts';
import type { FlowFact } from '../FlowCatalog.ts';
import type { Issue, IssueCode } from '../Issue.ts';
import { inSentence } from '../labelWords.ts';

/** A called flow is chosen, runs, starts when it is called, gets what it asks for, and never comes back to this one. */
export function subflowsValid(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step) => (step.kind === 'subflow' ? issuesOf(step, draft) : []));
}

function issuesOf(step: StepOf<'subflow'>, { catalog: { flows }, flowId }: Draft): readonly Issue[] {
  const issue = (code: IssueCode, message: Text, field = 'flowId'): Issue => ({ code, severity: 'error', stepId: step.id, field, message });
  if (isMissing(step.flowId))
    return [issue('subflow_missing', { vi: 'Chưa chọn quy trình để chạy. Chọn một quy trình.', en: 'No flow is chosen. Choose the one to run.' })];
  if (step.flowId === flowId) {
    return [issue('subflow_circle', { vi: 'Quy trình không thể tự gọi chính nó. Chọn quy trình khác.', en: 'A flow cannot call itself. Choose another.' })];
  }
  if (!flows) return [];
  const called = flows.find(({ id }) => id === step.flowId);
  if (!called)
    return [issue('subflow_missing', { vi: 'Quy trình được gọi đã bị xoá. Chọn quy trình khác.', en: 'The called flow was removed. Choose another.' })];
  if (flowId !== undefined && leadsTo(called, flowId, flows)) {
    return [
      issue('subflow_circle', {
        vi: `Quy trình “${called.name}” lại gọi về quy trình này nên sẽ chạy mãi. Chọn quy trình khác.`,
        en: `The flow “${called.name}” calls this one in turn and would never end. Choose another.`,
      }),
    ];
  }
  const unfit = !called.isPublished
    ? [
        issue('subflow_unpublished', {
          vi: `Quy trình “${called.name}” chưa bật chạy. Bật quy trình đó trước hoặc chọn quy trình khác.`,
          en: `The flow “${called.name}” is not published. Publish it first, or choose another.`,
        }),
      ]
    : called.startsByCall === false
      ? [
          issue('subflow_starts_otherwise', {
            vi: `Quy trình “${called.name}” không bắt đầu bằng “Được quy trình khác gọi”. Đổi bước bắt đầu của quy trình đó rồi bật lại, hoặc chọn quy trình khác.`,
            en: `The flow “${called.name}” does not start with “Called by another flow”. Change how it starts and publish it again, or choose another.`,
          }),
        ]
      : [];
  const blanks = called.inputs
    .filter(({ key, required }) => required && isMissing(Object.hasOwn(step.input, key) ? step.input[key] : undefined))
    .map(({ key, label }) => {
      const { vi, en } = inSentence({ vi: label || key, en: label || key });
      return issue('field_required', { vi: `Chưa điền ${vi}. Điền vào để bật chạy.`, en: `Fill in ${en} to publish.` }, `input.${key}`);
    });
  return [...unfit, ...blanks];
}

/** Whether a flow calls that one, itself or through others. */
function leadsTo(from: FlowFact, flowId: string, flows: readonly FlowFact[]): boolean {
  const found = new Set(from.calls ?? []);
  // A set visits what is added to it on the way.
  for (const id of found) for (const next of flows.find((flow) => flow.id === id)?.calls ?? []) found.add(next);
  return found.has(flowId);
}
