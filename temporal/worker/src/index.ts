export { createDispatcher, type Dispatcher, type DispatcherOptions } from './dispatch/createDispatcher.ts';
export type { DispatchCounts } from './dispatch/DispatchCounts.ts';
export { type DispatchPoint, dispatchPoints } from './dispatch/DispatchPoint.ts';
export { createHost, type Host, type HostOptions } from './host/createHost.ts';
