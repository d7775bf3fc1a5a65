export { type SandboxOptions, startSandbox } from './startSandbox.ts';
