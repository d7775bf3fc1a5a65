import type {
  ActionDescriptor,
  AnyAction,
  ConnectionDefinition,
  NodePackage,
  PackageDescriptor,
  PollDefinition,
  TriggerDefinition,
  TriggerDescriptor,
  WebhookDefinition,
} from '@noi/node-sdk';
import { checkPackages } from './checkPackages.ts';
import { describePackage } from './describe/describePackage.ts';

/** The installed nodes, by `id@version`: descriptors for the browser and for checking, definitions for those who run them. */
export interface Catalog {
  readonly packages: readonly PackageDescriptor[];
  trigger(id: string, version: number): TriggerDescriptor | undefined;
  action(id: string, version: number): ActionDescriptor | undefined;
  triggerDefinition(id: string, version: number): TriggerDefinition | undefined;
  actionDefinition(id: string, version: number): AnyAction | undefined;
  connectionDefinition(type: string): ConnectionDefinition | undefined;
  /** How the door of a connection of this type reads deliveries. */
  webhookOf(connectionType: string): WebhookDefinition | undefined;
  /** How events are fetched, by the poll's id. */
  pollOf(pollId: string): PollDefinition | undefined;
  /** The package that a node, a connection type or the package id itself belongs to. */
  packageOf(id: string): NodePackage | undefined;
}

/** Loads node packages; throws one error that names every fault when they do not fit together. */
export function createCatalog(packages: readonly NodePackage[]): Catalog {
  checkPackages(packages);
  const described = packages.map(describePackage);
  const triggers = index(described.flatMap((one) => one.triggers));
  const actions = index(described.flatMap((one) => one.actions));
  const triggerDefinitions = index(packages.flatMap((one) => one.triggers));
  const actionDefinitions = index(packages.flatMap((one) => one.actions));
  const connections = new Map(packages.flatMap((one) => one.connections).map((connection) => [connection.id, connection]));
  const webhooks = new Map(
    packages.flatMap((one) => one.triggers).flatMap(({ connection, webhook }) => (connection && webhook ? [[connection.id, webhook] as const] : [])),
  );
  const polls = new Map(packages.flatMap((one) => one.triggers).flatMap(({ poll }) => (poll ? [[poll.id, poll] as const] : [])));
  const byId = new Map(packages.map((one) => [one.id, one]));

  return {
    packages: described,
    trigger: (id, version) => triggers.get(nameOf({ id, version })),
    action: (id, version) => actions.get(nameOf({ id, version })),
    triggerDefinition: (id, version) => triggerDefinitions.get(nameOf({ id, version })),
    actionDefinition: (id, version) => actionDefinitions.get(nameOf({ id, version })),
    connectionDefinition: (type) => connections.get(type),
    webhookOf: (connectionType) => webhooks.get(connectionType),
    pollOf: (pollId) => polls.get(pollId),
    packageOf: (id) => byId.get(id.split('.', 1)[0] ?? id),
  };
}

function index<T extends { readonly id: string; readonly version: number }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [nameOf(entry), entry]));
}

function nameOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}@${version}`;
}
