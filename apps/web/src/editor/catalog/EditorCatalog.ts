import type { FlowCatalog, FlowFact, Step } from '@noi/flow';
import type { ActionDescriptor, ConnectionDescriptor, NodeDescriptor, PackageDescriptor, TriggerDescriptor } from '@noi/node-sdk';

/** The installed nodes as the browser knows them. */
export interface EditorCatalog extends FlowCatalog {
  readonly packages: readonly PackageDescriptor[];
  packageOf(nodeId: string): PackageDescriptor | undefined;
  connection(type: string): ConnectionDescriptor | undefined;
  /** The node that a step is placed from, or whose event it waits for; nothing for other steps of ours and for nodes that are no longer installed. */
  nodeOf(step: Step): NodeDescriptor | undefined;
}

/** Indexes the descriptors that the API serves. Without `flows` nothing is said about calls to them. */
export function createEditorCatalog(packages: readonly PackageDescriptor[], flows?: readonly FlowFact[]): EditorCatalog {
  const triggers = new Map<string, TriggerDescriptor>();
  const actions = new Map<string, ActionDescriptor>();
  const byId = new Map<string, PackageDescriptor>();
  const connections = new Map<string, ConnectionDescriptor>();

  for (const one of packages) {
    byId.set(one.id, one);
    for (const trigger of one.triggers) triggers.set(`${trigger.id}@${trigger.version}`, trigger);
    for (const action of one.actions) actions.set(`${action.id}@${action.version}`, action);
    for (const connection of one.connections) connections.set(connection.id, connection);
  }

  return {
    packages,
    ...(flows === undefined ? {} : { flows }),
    trigger: (id, version) => triggers.get(`${id}@${version}`),
    action: (id, version) => actions.get(`${id}@${version}`),
    packageOf: (nodeId) => byId.get(nodeId.split('.')[0] ?? ''),
    connection: (type) => connections.get(type),
    nodeOf(step) {
      if (step.kind === 'trigger' || step.kind === 'waitForEvent') return triggers.get(`${step.node}@${step.nodeVersion}`);
      if (step.kind === 'action') return actions.get(`${step.node}@${step.nodeVersion}`);
      return undefined;
    },
  };
}
