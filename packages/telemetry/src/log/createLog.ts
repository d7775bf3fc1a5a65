import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './describeError.ts';
import { hidePersons } from './hidePersons.ts';

/** What `createLog` makes. */
export type Log = Logger;

export interface LogOptions {
  /** Which program speaks: `api`, `worker`. */
  readonly program: string;
  /** `debug`, `info`, `warn`, `error` or `silent`; default `info`. */
  readonly level?: string | undefined;
  /** Default: standard output. */
  readonly to?: DestinationStream;
}

/**
 * The log of a program: one JSON object a line, with what it is about as ids (`workspaceId`, `runId`, `stepId`). Errors are told without the data that
 * databases and providers put into them, and phone numbers and e-mail addresses never get through.
 */
export function createLog({ program, level = 'info', to }: LogOptions): Log {
  const options = {
    level,
    base: { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: toFacts, error: toFacts },
    hooks: { streamWrite: hidePersons },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

const longestChain = 4;

/** Strings are described already. */
function toFacts(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : describeError(error);
  // The first lines of a stack repeat the message; its frames say where.
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause !== undefined && depth < longestChain ? { cause: toFacts(error.cause, depth + 1) } : {};
  return { message: describeError(error), stack: frames.join('\n'), ...cause };
}
