import { Gauge, type Registry } from 'prom-client';

const patienceMs = 2_000;

/** The worker's own metrics, for installations in which one worker runs beside the API; its names are none of ours. */
export function createWorkerMetrics({ workerUrl, registry }: { workerUrl: string | null; registry: Registry }) {
  if (workerUrl === null) return { text: async () => '' };
  const isUp = new Gauge({ name: 'noi_worker_up', help: '1 when the worker beside this process answered', registers: [registry] });
  return {
    /** Empty when it does not answer, which `noi_worker_up` tells. */
    async text(): Promise<string> {
      const text = await fetch(`${workerUrl}/metrics`, { signal: AbortSignal.timeout(patienceMs) }).then(
        (answer) => (answer.ok ? answer.text() : null),
        () => null,
      );
      isUp.set(text === null ? 0 : 1);
      return text ?? '';
    },
  };
}
