import { FlowCommand, FlowGraph, type SimulatedMessage, type Simulation, sendCauses } from '@noi/flow';
import { z } from 'zod';
import { IsoTime, StepError, Text } from '../trpc/wire.ts';

const FlowStatus = z.enum(['draft', 'live', 'paused']);

/** A flow in a list. */
export const FlowSummary = z.object({
  id: z.string(),
  name: z.string(),
  status: FlowStatus,
  liveVersion: z.number().nullable(),
  isChanged: z.boolean(),
  updatedAt: IsoTime,
  /** Of the last 30 days; `active` are those under way now, of which no more than 10 000 are counted. */
  runs: z.object({ active: z.number(), failed: z.number(), total: z.number() }),
  lastRunAt: IsoTime.nullable(),
  /** Nothing came for much longer than usual, in words. */
  quiet: Text.nullable(),
  issues: z.object({ errors: z.number() }),
  /** What starts it, in words; null while it has no trigger. */
  trigger: Text.nullable(),
  /** It starts once for every row of a list. */
  takesLists: z.boolean(),
  /** Node packages that its steps come from, in the order of the drawing. */
  packages: z.array(z.string()),
  /** Ids of the accounts that its steps use. */
  connections: z.array(z.string()),
});
export type FlowSummary = z.infer<typeof FlowSummary>;

const FlowEditView = z.object({
  revision: z.number(),
  command: FlowCommand,
  inverse: FlowCommand,
  kind: z.enum(['do', 'undo', 'redo']),
  of: z.number().nullable(),
  clientKey: z.string(),
  /** Who made it; null for scripts and people who left. */
  by: z.string().nullable(),
  isMine: z.boolean(),
});

const FlowConnection = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  state: z.enum(['ok', 'attention']),
  mode: z.enum(['live', 'sandbox']),
});

/** The draft as the editor opens it. */
export const FlowView = z.object({
  id: z.string(),
  name: z.string(),
  graph: FlowGraph,
  revision: z.number(),
  status: FlowStatus,
  liveVersion: z.number().nullable(),
  isChanged: z.boolean(),
  /** The last 200, oldest first. */
  edits: z.array(FlowEditView),
  connections: z.array(FlowConnection),
});

const StoryPlace = { stepId: z.string(), within: z.object({ flowId: z.string(), stepId: z.string() }).optional() };

/** A message that was put off, left out or refused in a trial. */
const HeldView = z.object({
  ...StoryPlace,
  at: IsoTime,
  outcome: z.enum(['delay', 'skip', 'refuse']),
  cause: z.enum(sendCauses).optional(),
  reason: Text,
  until: IsoTime.optional(),
});

/** What a flow would do with one event; times of `records` are epoch milliseconds, recipients are masked. */
export const SimulationView = z.object({
  startedAt: IsoTime,
  endedAt: IsoTime,
  outcome: z.union([
    z.object({ state: z.literal('done'), output: z.record(z.string(), z.unknown()).optional() }),
    z.object({ state: z.literal('stopped'), by: z.enum(['step', 'person', 'goal', 'parent', 'newer']), reason: z.string().optional() }),
    z.object({ state: z.literal('failed'), stepId: z.string(), error: StepError }),
    z.object({ state: z.literal('unfinished') }),
  ]),
  records: z.array(
    z.object({
      stepId: z.string(),
      scope: z.string(),
      visit: z.number(),
      attempt: z.number(),
      at: z.number(),
      state: z.enum(['running', 'waiting', 'retrying', 'done', 'failed', 'skipped', 'stopped']),
      until: z.number().optional(),
      port: z.string().optional(),
      output: z.record(z.string(), z.unknown()).optional(),
      error: StepError.optional(),
      reason: Text.optional(),
    }),
  ),
  messages: z.array(
    z.object({
      ...StoryPlace,
      scope: z.string(),
      visit: z.number(),
      at: IsoTime,
      channel: z.string(),
      purpose: z.string(),
      recipient: z.string().optional(),
      preview: z.string().optional(),
      priceVnd: z.number().optional(),
    }),
  ),
  held: z.array(HeldView),
}) as unknown as z.ZodType<SeenTrial>;

/** A simulation without anybody's address. */
interface SeenTrial extends Omit<Simulation, 'messages'> {
  readonly messages: readonly Omit<SimulatedMessage, 'input'>[];
}
