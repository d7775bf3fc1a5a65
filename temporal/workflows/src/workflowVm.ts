/**
 * For whoever makes a worker. The SDK stops a workflow's code after five seconds of the clock, in a way that ends the whole process
 * (https://github.com/nodejs/node/issues/38503), and on a starved machine any code takes so long. Ours computes in turns of some tens of milliseconds, so
 * nothing is to be stopped. The SDK takes the option, although its types do not name it.
 */
export const workflowVm = { isolateExecutionTimeout: '10 minutes' } as const;
