export { createDispatcher, type DispatchCounts, type Dispatcher, type DispatcherOptions } from './dispatch/createDispatcher.ts';
export { type DispatchPoint, dispatchPoints } from './dispatch/DispatchPoint.ts';
export { createHost, type Host, type HostOptions } from './host/createHost.ts';
