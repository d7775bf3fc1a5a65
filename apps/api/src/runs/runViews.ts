import type { ListedRun, StepRunRow } from '@noi/db';
import { FlowGraph } from '@noi/flow';
import { z } from 'zod';
import { EventView } from '../events/listEvents.ts';
import { MessageView } from '../messages/listMessages.ts';
import { IsoTime, iso, isoOrNull, StepError, Text } from '../trpc/wire.ts';

export const RunState = z.enum(['queued', 'starting', 'running', 'waiting', 'done', 'failed', 'stopped']);

/** A run in a list. */
export const RunView = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  version: z.number(),
  state: RunState,
  subject: z.string().nullable(),
  customer: z.string().nullable(),
  startedAt: IsoTime,
  endedAt: IsoTime.nullable(),
  error: StepError.nullable(),
  /** The wait that it is in, if any. */
  waiting: z.object({ stepId: z.string(), until: IsoTime.nullable() }).nullable(),
});
export type RunView = z.infer<typeof RunView>;

export const StepRunView = z.object({
  runId: z.string(),
  scope: z.string(),
  stepId: z.string(),
  visit: z.number(),
  attempt: z.number(),
  state: z.enum(['running', 'waiting', 'retrying', 'done', 'failed', 'skipped', 'stopped']),
  input: z.unknown(),
  output: z.record(z.string(), z.unknown()).nullable(),
  error: StepError.nullable(),
  reason: Text.nullable(),
  port: z.string().nullable(),
  attempts: z.array(z.object({ attempt: z.number(), startedAt: z.string(), endedAt: z.string().nullable(), error: StepError.optional() })),
  /** What was decided before the provider was called, oldest first. */
  decisions: z.array(
    z.object({
      at: IsoTime,
      outcome: z.enum(['send', 'delay', 'skip', 'refuse', 'hold']),
      reason: Text.optional(),
      until: IsoTime.optional(),
      key: z.string().optional(),
      token: z.string(),
    }),
  ),
  waitUntil: IsoTime.nullable(),
  startedAt: IsoTime,
  endedAt: IsoTime.nullable(),
});
export type StepRunView = z.infer<typeof StepRunView>;

/** A call of which nobody knows whether it was done: a person is asked, under this token. */
const QuestionView = z.object({ token: z.string(), stepId: z.string(), reason: Text, since: IsoTime });
export type QuestionView = z.infer<typeof QuestionView>;

/** What keeps a run that waits for its turn: runs of the same person, as many as may be under way at once, or nothing any more. */
const QueuedTurn = z.object({
  cause: z.enum(['person', 'limit', 'none']),
  limit: z.number().nullable(),
  /** The first few that it waits for, oldest first. */
  running: z.array(z.object({ runId: z.string(), subject: z.string().nullable(), state: RunState })),
  /** How many wait before it. */
  ahead: z.number(),
});

const RelatedRun = z.object({ runId: z.string(), flowName: z.string(), state: RunState });

/** Everything that the run page shows. `graph` is the frozen one that the run walks. */
export const RunDetail = z.object({
  run: RunView.extend({
    planHash: z.string(),
    /** The data of its steps was deleted because of its age: it cannot be restarted. */
    isPruned: z.boolean(),
  }),
  graph: FlowGraph,
  steps: z.array(StepRunView),
  messages: z.array(MessageView),
  questions: z.array(QuestionView),
  event: EventView.nullable(),
  /** Whom and what it is about: a phone number, an order's code. */
  about: z.object({ phone: z.string().nullable(), orderCode: z.string().nullable() }),
  /** The run that called this one. */
  parent: RelatedRun.nullable(),
  /** The run that this one was restarted from, and those restarted from it. */
  restartOf: z.string().nullable(),
  restarts: z.array(z.string()),
  /** Of a run that waits for its turn. */
  turn: QueuedTurn.nullable(),
  /** The versions that it was moved to, oldest first. */
  moves: z.array(z.object({ version: z.number(), at: IsoTime })),
  /** Runs that its steps called. */
  children: z.array(RelatedRun.extend({ stepId: z.string() })),
  /** Calls that have not begun, since a flow is paused: this run's own, or the one to be called. */
  heldCalls: z.array(z.object({ token: z.string(), flowId: z.string(), flowName: z.string() })),
});
export type RunDetail = z.infer<typeof RunDetail>;

export function toRunView(run: ListedRun): RunView {
  const { id, flowId, flowName, version, state, subject, customer, error, waiting } = run;
  return {
    ...{ id, flowId, flowName, version, state, subject, customer, error },
    startedAt: iso(run.startedAt),
    endedAt: isoOrNull(run.endedAt),
    waiting: waiting && { stepId: waiting.stepId, until: isoOrNull(waiting.until) },
  };
}

export function toStepRunView(row: StepRunRow): StepRunView {
  return {
    ...row,
    attempts: [...row.attempts],
    decisions: [...row.decisions],
    waitUntil: isoOrNull(row.waitUntil),
    startedAt: iso(row.startedAt),
    endedAt: isoOrNull(row.endedAt),
  };
}
