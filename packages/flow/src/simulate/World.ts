import type { Plan, PlanStepOf } from '../plan/Plan.ts';
import type { ExecuteRequest, ExecuteResult } from '../run/RunPorts.ts';
import type { RecipientReading } from '../send/readRecipient.ts';
import { createClock, type VirtualClock } from './createClock.ts';
import { Outbox } from './Outbox.ts';

/** A flow that steps call, by its live version. */
export interface CalledFlow {
  readonly name: string;
  readonly plan: Plan;
}

/** How the simulated world answers what a flow asks of it. */
export interface WorldOptions {
  /** How an effect ends; without it every step is done with its sample, as far as its input can be filled. */
  readonly behave?: (request: ExecuteRequest, step: PlanStepOf<'action'>) => ExecuteResult;
  /** How the node reads whom a step writes to; without it all messages of a channel go to one person, the one that the event is about. */
  readonly recipientOf?: (step: PlanStepOf<'action'>, input: Readonly<Record<string, unknown>>) => RecipientReading;
  /** What a message says, in plain words; `null` when its input does not let the node say it. */
  readonly previewOf?: (step: PlanStepOf<'action'>, input: Readonly<Record<string, unknown>>) => string | null;
  /** The flows that steps call, which are then walked as well; `undefined` for one that is not live. Without it a call gives nothing. */
  readonly called?: (flowId: string) => CalledFlow | undefined;
  /** Most moves of one run with all that it calls; one that makes more is ended as failed, with `tooManySteps`. */
  readonly mostMoves?: number;
  /** About so many moves are made without a rest. */
  readonly piece?: number;
}

/** A shop in which nothing is real: one clock and one ledger for all runs that are walked in it. */
export interface World extends WorldOptions {
  readonly mostMoves: number;
  readonly clock: VirtualClock;
  readonly outbox: Outbox;
}

/** What a trial keeps of each step is read by people; nobody reads so much. */
const mostMovesOfTrial = 20_000;

/** `startAt`: epoch ms. */
export function createWorld({ startAt, mostMoves = mostMovesOfTrial, piece, ...options }: WorldOptions & { readonly startAt: number }): World {
  return { ...options, mostMoves, clock: createClock(startAt, piece), outbox: new Outbox() };
}
