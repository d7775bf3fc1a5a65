import { AppError } from '@noi/errors';
import { EventType } from '@noi/events';
import { maskAddress, mostDays, Scenario, type Simulation } from '@noi/flow';
import { z } from 'zod';
import { calledPlans } from '../trials/calledPlans.ts';
import { walkScenario } from '../trials/walkScenario.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime } from '../trpc/wire.ts';
import { compileDraft } from './compileDraft.ts';
import { SimulationView } from './flowViews.ts';
import { requireFlow } from './requireFlow.ts';

export const SimulateFlow = z.object({
  id: Id,
  /** The event to walk with; the trigger's sample when it and `eventId` are left out. */
  event: z.object({ type: EventType, payload: z.unknown() }).optional(),
  /** A recorded event of the shop, in place of one that is typed in. */
  eventId: Id.optional(),
  startAt: IsoTime.optional(),
  /** For how many days the run is looked at; without it to its end. */
  days: z.number().int().min(1).max(mostDays).optional(),
  /** What comes in after the start. */
  events: Scenario.shape.events.default([]),
  approve: Scenario.shape.approve.default('approved'),
  pins: Scenario.shape.pins,
});

/** Walks the draft with one event on a virtual clock: nothing is sent, nothing is stored. Recipients are masked. */
export async function simulateFlow(ctx: MemberContext, request: z.infer<typeof SimulateFlow>): Promise<z.infer<typeof SimulationView>> {
  const { startAt, days, events, approve, pins } = request;
  const flow = await requireFlow(ctx, request.id);
  const draft = await compileDraft(ctx, flow, { isTrial: true });
  const event = await chosenEvent(ctx, request);
  const simulation = await walkScenario(ctx, {
    flow,
    draft,
    called: await calledPlans(ctx, [draft.plan]),
    scenario: { ...(event && { event }), startAt: startAt ?? ctx.services.now().toISOString(), days, events, approve, ...(pins && { pins }) },
  });
  return simulationView(simulation);
}

async function chosenEvent(ctx: MemberContext, { event, eventId }: z.infer<typeof SimulateFlow>): Promise<Scenario['event']> {
  if (eventId !== undefined) {
    const recorded = await ctx.services.db.events.get({ workspaceId: ctx.member.workspaceId, id: eventId });
    if (!recorded) throw new AppError('not_found', { message: 'No such event', id: eventId });
    return { type: recorded.type, payload: { ...recorded.payload } };
  }
  // The payload is checked by the event's own schema when it is walked.
  return event && { type: event.type, payload: (event.payload ?? {}) as Record<string, unknown> };
}

function simulationView({ messages, ...simulation }: Simulation): z.infer<typeof SimulationView> {
  return {
    ...simulation,
    records: [...simulation.records],
    held: [...simulation.held],
    messages: messages.map(({ input: _hidden, recipient, ...message }) => ({
      ...message,
      ...(recipient === undefined ? {} : { recipient: maskAddress(message.channel, recipient) }),
    })),
  };
}

export const simulateFlowProcedure = memberProcedure
  .input(SimulateFlow)
  .output(SimulationView)
  .mutation(({ ctx, input }) => simulateFlow(ctx, input));
