import { z } from 'zod';
import { Port, StepId } from '../graph/values.ts';
import { Span } from '../graph/waits.ts';
import { sendCauses } from '../send/decideSend.ts';

const minutes = z.number().int().min(0).max(1_000_000);

/** One thing that must hold of what a flow does in a scenario. Times count from its start, in whole minutes. */
export const Expectation = z.discriminatedUnion('type', [
  /** How many messages go out, on one channel or on all. */
  z.object({
    type: z.literal('messages'),
    channel: z.string().max(40).optional(),
    is: z.enum(['exactly', 'atLeast', 'atMost']),
    count: z.number().int().min(0).max(100_000),
  }),
  /** The first message of the step goes out in that minute, or not later than in it. */
  z.object({ type: z.literal('messageTime'), stepId: StepId, is: z.enum(['at', 'before']), afterMinutes: minutes }),
  /** A message of the step is left out, for that cause where one is named. */
  z.object({ type: z.literal('skips'), stepId: StepId, cause: z.enum(sendCauses).optional() }),
  /** The step is passed, by that way out where one is named. */
  z.object({ type: z.literal('passes'), stepId: StepId, port: Port.optional() }),
  z.object({ type: z.literal('neverReaches'), stepId: StepId }),
  /** How the run ends; for a failure, at which step. */
  z.object({ type: z.literal('ends'), state: z.enum(['done', 'stopped', 'failed', 'unfinished']), stepId: StepId.optional() }),
  z.object({ type: z.literal('endsWithin'), span: Span }),
  /** What all messages cost together, in đồng; a message whose price nobody knows breaks it. */
  z.object({ type: z.literal('costsAtMost'), vnd: z.number().int().min(0).max(1_000_000_000) }),
]);
export type Expectation = z.infer<typeof Expectation>;

export const mostExpectations = 50;
