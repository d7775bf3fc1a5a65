import { isRunState, type RunState } from './runStates.ts';

export const periods = ['24h', '7d', '30d'] as const;
export const outcomes = ['waiting', 'passed', 'failed', 'dropped'] as const;

/** Which runs the list shows, as its address and saved filters have it. */
export interface RunsFilter {
  readonly flowId?: string;
  readonly version?: number;
  readonly state?: RunState;
  /** A phone number, an order's code, or part of a customer's name. */
  readonly find?: string;
  readonly period?: (typeof periods)[number];
  readonly stepId?: string;
  readonly outcome?: (typeof outcomes)[number];
  readonly port?: string;
  /** An error group; see `runs.failures`. */
  readonly failedStep?: string;
  readonly errorKind?: ErrorKind;
  readonly cause?: string;
}

const errorKinds = ['invalid_input', 'unauthorized', 'rejected', 'rate_limited', 'quota', 'unavailable', 'timeout', 'unknown_outcome', 'bug'] as const;
type ErrorKind = (typeof errorKinds)[number];

export interface RunsSearch extends RunsFilter {
  /** Only runs that ask a person something. */
  readonly asks?: true;
  /** Failed runs by cause, instead of the list. */
  readonly failures?: true;
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value);

/** What can be read of an address; the rest is left out. */
export function readRunsSearch(search: Readonly<Record<string, unknown>>): RunsSearch {
  return {
    ...readRunsFilter(search),
    ...(search.asks === true ? { asks: true } : {}),
    ...(search.failures === true ? { failures: true } : {}),
  };
}

/** The filter alone. */
export function readRunsFilter(search: Readonly<Record<string, unknown>>): RunsFilter {
  const { version, state } = search;
  const period = oneOf(periods, search.period);
  const outcome = oneOf(outcomes, search.outcome);
  const errorKind = oneOf(errorKinds, search.errorKind);
  // An order's code in an address reads as a number.
  const find = typeof search.find === 'number' ? String(search.find) : search.find;
  const texts = Object.entries({ flowId: search.flowId, find, stepId: search.stepId, port: search.port, failedStep: search.failedStep, cause: search.cause });
  return {
    ...Object.fromEntries(texts.filter(([, value]) => typeof value === 'string' && value !== '')),
    ...(typeof version === 'number' && { version }),
    ...(isRunState(state) && { state }),
    ...(period && { period }),
    ...(outcome && { outcome }),
    ...(errorKind && { errorKind }),
  };
}
