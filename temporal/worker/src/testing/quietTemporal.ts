import { Runtime } from '@temporalio/worker';

let isDone = false;

/** Keeps the SDK's own lines out of the output of tests and benches. Before the first connection of the process. */
export function quietTemporal(): void {
  if (isDone) return;
  isDone = true;
  const nothing = () => undefined;
  Runtime.install({
    logger: { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing },
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
    shutdownSignals: [],
  });
}
