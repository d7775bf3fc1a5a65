/**
 * Server settings that a single-machine shop needs: eager starts and activities on (server 1.31 has them off), and the
 * default rate ceilings, which are meant for shared clusters, out of the way. Timers of a cluster come up to a second late, against clocks of its
 * machines that differ; one machine has one clock.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const dynamicConfig = {
  'system.enableActivityEagerExecution': 'true',
  'system.enableEagerWorkflowStart': 'true',
  'frontend.namespaceRPS': '100000',
  'frontend.rps': '100000',
  'matching.rps': '100000',
  'history.rps': '100000',
  'limit.maxIDLength': '255',
  'history.timerProcessorMaxTimeShift': '"50ms"',
};
