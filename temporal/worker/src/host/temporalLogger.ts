import { DefaultLogger, type Logger } from '@temporalio/worker';
import type { Logger as PinoLogger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Temporal's own lines in our log: warnings and errors only, without what workflows carry. */
export function createTemporalLogger(logger: PinoLogger): Logger {
  return new DefaultLogger('WARN', ({ level, message, meta }) => {
    const { error, workflowId, workflowType, activityType } = meta ?? {};
    logger[levels[level]]({ workflowId, workflowType, activityType, err: error instanceof Error ? `${error.name}: ${error.message}` : undefined }, message);
  });
}
