export { createDoor, type Door } from './harness/createDoor.ts';
export { createNodeHarness, type NodeHarness, type NodeHarnessOptions } from './harness/createNodeHarness.ts';
export { createTestHttp, type TestHttpOptions } from './harness/createTestHttp.ts';
export { type RunActionOptions, runAction, runLookUp } from './harness/runAction.ts';
export { aDelivery, runWebhook, type WebhookOutcome } from './harness/runWebhook.ts';
export type { Fault } from './server/createFaults.ts';
export { createMemoryStore } from './server/createMemoryStore.ts';
export { createSandboxServer, type SandboxServer, type SandboxServerOptions } from './server/createSandboxServer.ts';
export type { PhoneStore, SandboxServerStore, StoredCallback } from './server/SandboxServerStore.ts';
