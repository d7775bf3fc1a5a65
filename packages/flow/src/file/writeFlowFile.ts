import type { FieldDescriptor } from '@noi/node-sdk';
import { withMadeUpPeople } from '../flowTests/withMadeUpPeople.ts';
import type { FlowGraph, InputValue, Step, StepOf } from '../graph/FlowGraph.ts';
import { parseTemplate } from '../template/parseTemplate.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import type { FileTest, FlowFile } from './FlowFile.ts';
import { withoutSecrets } from './withoutSecrets.ts';

export interface WriteRequest {
  readonly name: string;
  readonly graph: FlowGraph;
  readonly tests: readonly FileTest[];
  readonly catalog: FlowCatalog;
  /** The installed version of a package. */
  versionOf(packageId: string): string | undefined;
}

type Left = FlowFile['left'][number];

/** Makes the file of a flow. Accounts, secrets, people and what only this shop has are left out, and listed where somebody must fill them in again. */
export function writeFlowFile({ name, graph, tests, catalog, versionOf }: WriteRequest): FlowFile {
  const left: Left[] = [];
  const steps = Object.values(graph.steps).map((step) => [step.id, portableStep(step, { catalog, left })] as const);
  return {
    format: 'noi.flow',
    schema: 1,
    name,
    packages: packagesOf(graph).map((id) => ({ id, version: versionOf(id) ?? '' })),
    graph: { ...graph, settings: portableSettings(graph.settings), steps: Object.fromEntries(steps) },
    tests: tests.map(portableTest),
    left,
  };
}

/** Node packages that a flow’s steps and its goal come from. */
export function packagesOf(graph: FlowGraph): readonly string[] {
  const nodes = Object.values(graph.steps).flatMap((step) => ('node' in step ? [step.node] : []));
  const all = [...nodes, ...(graph.settings.goal ? [graph.settings.goal.node] : [])];
  return [...new Set(all.map((node) => node.split('.')[0] ?? node))].sort();
}

function portableSettings(settings: FlowGraph['settings']): FlowGraph['settings'] {
  if (!settings.goal) return settings;
  const { connectionId: _account, ...goal } = settings.goal;
  return { ...settings, goal };
}

interface Around {
  readonly catalog: FlowCatalog;
  readonly left: Left[];
}

function portableStep(step: Step, around: Around): Step {
  switch (step.kind) {
    case 'trigger': {
      const { connectionId: _account, ...kept } = step;
      return { ...kept, input: portableInput(kept, around.catalog.trigger(step.node, step.nodeVersion)?.input ?? [], around) };
    }
    case 'action': {
      const { connectionId: _account, ...kept } = step;
      const input = portableInput(kept, around.catalog.action(step.node, step.nodeVersion)?.input ?? [], around);
      return { ...kept, input, ...(kept.dynamic && { dynamic: withoutPreviews(kept.dynamic) }) };
    }
    case 'waitForEvent': {
      const { connectionId: _account, ...kept } = step;
      return kept;
    }
    case 'approval':
      if (step.approvers.length > 0) around.left.push({ stepId: step.id, field: 'approvers' });
      return { ...step, approvers: [] };
    case 'subflow':
      if (step.flowId !== '') around.left.push({ stepId: step.id, field: 'flowId' });
      return { ...step, flowId: '' };
    default:
      return step;
  }
}

/** A form without secrets and without addresses of people that were typed in, at whatever depth they stand. */
function portableInput(
  step: { id: string; input: Record<string, InputValue> },
  fields: readonly FieldDescriptor[],
  { left }: Around,
): Record<string, InputValue> {
  const found = (path: string) => left.push({ stepId: step.id, field: path });
  const kept = Object.entries(step.input).flatMap(([key, value]) => {
    const field = fields.find((one) => one.key === key);
    if ((field?.secret || isPersonal(field)) && isTyped(value)) {
      found(key);
      return [];
    }
    return [[key, withoutSecrets({ [key]: value }, '', (path) => found(path.slice(1)))] as const];
  });
  return Object.assign({}, ...kept.map(([, value]) => value));
}

function isPersonal(field: FieldDescriptor | undefined): boolean {
  return field?.format === 'phone' || field?.format === 'email';
}

/** Whether a value holds words of somebody's own, and not data of the run alone. */
function isTyped(value: InputValue): boolean {
  return typeof value === 'string' && value.trim() !== '' && parseTemplate(value).every(({ type }) => type === 'text');
}

/** Addresses of pages that show an account's own message templates. */
function withoutPreviews(dynamic: NonNullable<StepOf<'action'>['dynamic']>): NonNullable<StepOf<'action'>['dynamic']> {
  return Object.fromEntries(Object.entries(dynamic).map(([field, { previewUrl: _page, ...snapshot }]) => [field, snapshot]));
}

function portableTest({ name, scenario, expectations }: FileTest): FileTest {
  return { name, scenario: withMadeUpPeople(scenario), expectations };
}
