import { describeError, type Log } from '@noi/telemetry';
import { DefaultLogger, type Logger } from '@temporalio/worker';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Temporal's own lines, and those of our workflows, in our log: warnings and errors only, without what workflows carry. */
export function createTemporalLogger(logger: Log): Logger {
  return new DefaultLogger('WARN', ({ level, message, meta }) => {
    const { error, workflowId, workflowType, activityType, reason, run, token } = meta ?? {};
    const ours = { ...(run === undefined ? {} : { runId: run }), ...(token === undefined ? {} : { token }) };
    const err = error === undefined ? (typeof reason === 'string' ? reason.split('\n')[0]?.slice(0, 300) : undefined) : describeError(error);
    logger[levels[level]]({ workflowId, workflowType, activityType, ...ours, err }, message);
  });
}
