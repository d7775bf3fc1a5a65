import { eventPayloads } from '@noi/events';
import type {
  ActionDescriptor,
  AnyAction,
  ConnectionDefinition,
  ConnectionDescriptor,
  FieldDescriptor,
  NodePackage,
  PackageDescriptor,
  TriggerDefinition,
  TriggerDescriptor,
} from '@noi/node-sdk';
import { describeFields } from './describeFields.ts';
import { sampleOf } from './sampleOf.ts';

/** Packages never change, and their schemas take long to read. */
const described = new WeakMap<NodePackage, PackageDescriptor>();

/** A package as plain JSON for the browser. */
export function describePackage(source: NodePackage): PackageDescriptor {
  const known = described.get(source);
  if (known !== undefined) return known;
  const descriptor = describe(source);
  described.set(source, descriptor);
  return descriptor;
}

function describe(source: NodePackage): PackageDescriptor {
  return {
    id: source.id,
    version: source.version,
    title: source.title,
    icon: source.icon,
    connections: source.connections.map((connection) => describeConnection(source, connection)),
    triggers: source.triggers.map((trigger) => describeTrigger(source, trigger)),
    actions: source.actions.map((action) => describeAction(source, action)),
  };
}

function describeConnection(source: NodePackage, connection: ConnectionDefinition): ConnectionDescriptor {
  return {
    id: connection.id,
    packageId: source.id,
    title: connection.title,
    ...(connection.help && { help: connection.help }),
    fields: describeFields(connection.fields),
    hasDoor: source.triggers.some((trigger) => trigger.webhook && trigger.connection?.id === connection.id),
    hasSandbox: source.sandbox !== undefined,
  };
}

function describeTrigger(source: NodePackage, trigger: TriggerDefinition): TriggerDescriptor {
  const output = describeFields(eventPayloads[trigger.event], 'output');
  return {
    kind: 'trigger',
    id: trigger.id,
    version: trigger.version,
    packageId: source.id,
    title: trigger.title,
    summary: trigger.summary,
    event: trigger.event,
    ...(trigger.source !== undefined && { source: trigger.source }),
    ...(trigger.connection && { connectionType: trigger.connection.id }),
    ...(trigger.poll && { poll: trigger.poll.id }),
    keywords: trigger.keywords ?? [],
    ...(trigger.input && { input: describeFields(trigger.input) }),
    output,
    sample: sampleOf(output),
  };
}

function describeAction(source: NodePackage, action: AnyAction): ActionDescriptor {
  return {
    kind: 'action',
    id: action.id,
    version: action.version,
    packageId: source.id,
    title: action.title,
    summary: action.summary,
    ...(action.connection && { connectionType: action.connection.id }),
    keywords: action.keywords ?? [],
    input: describeFields(action.input).map((field) => withLoaders(action, field)),
    output: describeFields(action.output, 'output'),
    sample: action.sample,
    ...(action.message && { message: { channel: action.message.channel, purpose: action.message.purpose } }),
    repeat: action.effects.repeat,
    rateClass: action.effects.rateClass ?? source.id,
    slow: action.effects.slow ?? false,
  };
}

function withLoaders(action: AnyAction, field: FieldDescriptor): FieldDescriptor {
  const dynamic = action.dynamicFields?.[field.key];
  const options = action.options?.[field.key];
  return {
    ...field,
    ...(options && { hasOptions: true }),
    ...(options && typeof options !== 'function' && { optionsDependOn: options.dependsOn }),
    ...(dynamic && { dynamic: { dependsOn: dynamic.dependsOn } }),
  };
}
