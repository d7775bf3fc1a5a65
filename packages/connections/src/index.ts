export type { ConnectionContext, Connections, FormState } from './Connections.ts';
export { type ConnectionsOptions, createConnections } from './createConnections.ts';
export { createGuardedHttp, type GuardedHttp } from './http/createGuardedHttp.ts';
export { createNetworkPolicy, type NetworkPolicy } from './http/NetworkPolicy.ts';
export { createRates, type EndedCall, type Rates, type TurnRequest } from './rates/createRates.ts';
export type { Turn } from './rates/takeTurns.ts';
export { createSandboxControl, type SandboxControl } from './sandbox/createSandboxControl.ts';
export { createSecretBox, parseSecretKey, type SecretBox } from './secrets/createSecretBox.ts';
export { newWebhookSecret, openWebhookSecret } from './secrets/webhookSecret.ts';
