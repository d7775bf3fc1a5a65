import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { FlowGraph, Step, StepId } from '../graph/FlowGraph.ts';
import { stepTitle } from '../graph/stepTitle.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import type { FlowFile } from './FlowFile.ts';

/** What taking a file in means for this shop, before anything is made. */
export interface ImportPlan {
  /** Steps whose nodes are not installed here. They are kept, with an issue. */
  readonly unknown: readonly { readonly stepId: StepId; readonly title: Text; readonly node: string }[];
  /** Kinds of accounts that its steps need, each with those steps. */
  readonly accounts: readonly { readonly type: string; readonly steps: readonly Text[] }[];
  /** What must be filled in again: secrets, addresses of people, flows of the other shop. */
  readonly refill: readonly { readonly stepId: StepId; readonly title: Text; readonly field: Text }[];
}

/** Compares a file with what is installed here. */
export function planImport({ graph, left }: FlowFile, catalog: FlowCatalog): ImportPlan {
  const steps = Object.values(graph.steps);
  const titleOf = (step: Step) => stepTitle({ step, graph, catalog });
  const accounts = new Map<string, Text[]>();
  for (const step of steps) {
    const type = accountTypeOf(step, catalog);
    if (type !== undefined) accounts.set(type, [...(accounts.get(type) ?? []), titleOf(step)]);
  }
  return {
    unknown: steps.flatMap((step) => ('node' in step && !nodeOf(step, catalog) ? [{ stepId: step.id, title: titleOf(step), node: step.node }] : [])),
    accounts: [...accounts].map(([type, titles]) => ({ type, steps: titles })),
    refill: left.flatMap(({ stepId, field }) => {
      const step = Object.hasOwn(graph.steps, stepId) ? graph.steps[stepId] : undefined;
      return step ? [{ stepId, title: titleOf(step), field: fieldWords(step, field, catalog) }] : [];
    }),
  };
}

/** The same flow with the chosen accounts, by kind, in every step that needs one; the others stay open. */
export function withAccounts(graph: FlowGraph, accounts: Readonly<Record<string, string>>, catalog: FlowCatalog): FlowGraph {
  const accountOf = (type: string | undefined) => (type === undefined || !Object.hasOwn(accounts, type) ? undefined : accounts[type]);
  const steps = Object.values(graph.steps).map((step): Step => {
    if (step.kind !== 'trigger' && step.kind !== 'action' && step.kind !== 'waitForEvent') return step;
    const connectionId = accountOf(accountTypeOf(step, catalog));
    return connectionId === undefined ? step : { ...step, connectionId };
  });
  const { goal } = graph.settings;
  const goalAccount = goal && accountOf(catalog.trigger(goal.node, goal.nodeVersion)?.connectionType);
  const settings = goal && goalAccount !== undefined ? { ...graph.settings, goal: { ...goal, connectionId: goalAccount } } : graph.settings;
  return { ...graph, settings, steps: Object.fromEntries(steps.map((step) => [step.id, step])) };
}

function nodeOf(step: Step, catalog: FlowCatalog) {
  if (step.kind === 'action') return catalog.action(step.node, step.nodeVersion);
  return step.kind === 'trigger' || step.kind === 'waitForEvent' ? catalog.trigger(step.node, step.nodeVersion) : undefined;
}

function accountTypeOf(step: Step, catalog: FlowCatalog): string | undefined {
  return nodeOf(step, catalog)?.connectionType;
}

const ownFields: Readonly<Record<string, Text>> = {
  approvers: { vi: 'Người duyệt', en: 'Approvers' },
  flowId: { vi: 'Quy trình được gọi', en: 'Called flow' },
};

function fieldWords(step: Step, path: string, catalog: FlowCatalog): Text {
  const [key = '', ...inside] = path.split('.');
  const fields: readonly FieldDescriptor[] = nodeOf(step, catalog)?.input ?? [];
  const label = ownFields[key] ?? fields.find((field) => field.key === key)?.label ?? { vi: key, en: key };
  const detail = inside.filter((part) => part !== 'value').join(' › ');
  return detail === '' ? label : { vi: `${label.vi} › ${detail}`, en: `${label.en} › ${detail}` };
}
