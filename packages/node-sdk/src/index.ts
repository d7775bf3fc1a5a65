export type { EventType, FieldMeta, ParsedEvent, Text } from '@noi/events';
export { described, isRichText, richPage, richSchemes, richTags } from '@noi/events';
export {
  type ActionContext,
  type ActionDefinition,
  type AnyAction,
  type DependentOptions,
  type DynamicFields,
  defineAction,
  type EffectsDefinition,
  type LoaderContext,
  type Logger,
  type LookUpResult,
  loadOptionPage,
  type MessageDefinition,
  type Option,
  type OptionLoader,
  type OptionPage,
} from './defineAction.ts';
export {
  type AuthenticationParts,
  type AuthenticationRequest,
  type ConnectionDefinition,
  type ConnectionTestResult,
  type ConnectionValues,
  defineConnection,
  type RefreshDefinition,
  type ServiceDefinition,
} from './defineConnection.ts';
export { defineNodePackage, type NodePackage } from './defineNodePackage.ts';
export {
  defineSandbox,
  doorToken,
  type PhoneMessage,
  type PhoneTap,
  type Sandbox,
  type SandboxCallback,
  type SandboxDefinition,
  type SandboxHost,
  type SandboxScenario,
  type SandboxStore,
} from './defineSandbox.ts';
export {
  defineTrigger,
  type PollContext,
  type PollDefinition,
  type PollPage,
  type RawDelivery,
  type TriggerDefinition,
  UnreadableDelivery,
  type Verification,
  type WebhookDefinition,
} from './defineTrigger.ts';
export type { ActionDescriptor, ConnectionDescriptor, FieldDescriptor, NodeDescriptor, PackageDescriptor, TriggerDescriptor } from './descriptors.ts';
export { errorForStatus, type StatusAnswer } from './errorForStatus.ts';
export { createFileReader, type FileReader, noFiles, type ShopFile } from './FileReader.ts';
export type { HttpClient, HttpMethod, HttpRequestOptions, HttpResponse } from './HttpClient.ts';
export { NodeError, type NodeErrorKind, type NodeErrorOptions } from './NodeError.ts';
export { toE164 } from './phone.ts';
export type { RateLimit, RemainingQuota } from './RateLimit.ts';
