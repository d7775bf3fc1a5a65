export { type ConnectionContext, type Connections, type ConnectionsOptions, createConnections, type FormState } from './createConnections.ts';
export { createGuardedHttp, type GuardedHttp } from './http/createGuardedHttp.ts';
export { createNetworkPolicy, type NetworkPolicy } from './http/NetworkPolicy.ts';
export { createSandboxControl, type SandboxControl } from './sandbox/createSandboxControl.ts';
export { createSecretBox, parseSecretKey, type SecretBox } from './secrets/createSecretBox.ts';
