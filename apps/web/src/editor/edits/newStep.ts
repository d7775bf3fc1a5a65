import type { FlowGraph, InputValue, Position, RuleGroup, Step, StepId, StepKind } from '@noi/flow';
import type { FieldDescriptor, NodeDescriptor } from '@noi/node-sdk';
import type { EditorConnection } from '../store/EditorContext.ts';
import { newBranch, newCase } from './branches.ts';

/** Steps of ours, which no node package stands behind. */
export type LogicKind = Exclude<StepKind, 'trigger' | 'action'>;

/** Something of the palette that can be placed. */
export type Placeable = { readonly type: 'node'; readonly node: NodeDescriptor } | { readonly type: 'logic'; readonly kind: LogicKind };

export interface NewStepRequest {
  readonly placeable: Placeable;
  readonly graph: FlowGraph;
  readonly position: Position;
  readonly connections: readonly EditorConnection[];
}

/** A step as it first stands on the canvas: the node's defaults, and the account when there is only one to choose. */
export function newStep({ placeable, graph, position, connections }: NewStepRequest): Step {
  if (placeable.type === 'logic') return newLogicStep(placeable.kind, { id: newStepId(placeable.kind, graph), position });
  const { node } = placeable;
  const base = {
    id: newStepId(node.id.split('.').at(-1) ?? node.kind, graph),
    position,
    node: node.id,
    nodeVersion: node.version,
    input: defaultsOf(node.input ?? []),
    ...onlyConnection(node, connections),
  };
  return node.kind === 'trigger' ? { kind: 'trigger', ...base } : { kind: 'action', ...base };
}

const emptyRule: RuleGroup = { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] };

function newLogicStep(kind: LogicKind, base: { id: StepId; position: Position }): Step {
  switch (kind) {
    case 'if':
      return { ...base, kind, rule: emptyRule };
    case 'switch':
      return { ...base, kind, cases: [newCase(), newCase()] };
    case 'split': {
      const first = newBranch([]);
      return { ...base, kind, branches: [first, newBranch([first])] };
    }
    case 'wait':
      return { ...base, kind, wait: { type: 'duration', amount: 1, unit: 'days' } };
    case 'waitForEvent':
      // A wait without an end is a trap; three days can be changed or taken away.
      return { ...base, kind, node: '', nodeVersion: 1, belongs: 'order', timeout: { amount: 3, unit: 'days' } };
    case 'approval':
      return { ...base, kind, question: '', approvers: [], needed: 1, canVeto: true };
    case 'parallel':
    case 'first':
    case 'errorHandler':
      return { ...base, kind };
    case 'forEach':
      return { ...base, kind, list: '', atOnce: 1, onFailure: 'collect' };
    case 'repeat':
      return { ...base, kind, until: emptyRule, most: 10 };
    case 'subflow':
      return { ...base, kind, flowId: '', input: {} };
    case 'set':
      return { ...base, kind, fields: [{ key: 'duLieu1', label: '', value: '' }] };
    case 'stop':
      return { ...base, kind };
    case 'fail':
      return { ...base, kind, reason: '' };
  }
}

/** Ids name the step for ever, in templates and in records of runs, so that none is used again after a removal. */
export function newStepId(base: string, graph: FlowGraph): StepId {
  const stem = base.replace(/[^a-zA-Z0-9]/g, '').slice(0, 24) || 'step';
  for (;;) {
    const id = `${stem}_${crypto.randomUUID().replace(/-/g, '').slice(0, 6)}`;
    if (!graph.steps[id]) return id;
  }
}

function defaultsOf(fields: readonly FieldDescriptor[]): Record<string, InputValue> {
  return Object.fromEntries(fields.flatMap((field) => (isInputValue(field.default) ? [[field.key, field.default]] : [])));
}

function isInputValue(value: unknown): value is InputValue {
  if (value === undefined || typeof value === 'function') return false;
  if (value === null || typeof value !== 'object') return true;
  return Object.values(value).every(isInputValue);
}

/** The account of a node's kind, when the shop has just one. */
export function onlyConnection(node: NodeDescriptor, connections: readonly EditorConnection[]): { connectionId?: string } {
  const fitting = connections.filter((connection) => connection.type === node.connectionType);
  const [only] = fitting;
  return fitting.length === 1 && only ? { connectionId: only.id } : {};
}
