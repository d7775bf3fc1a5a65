import { AppError } from '@noi/errors';
import { EventType, eventPayloads } from '@noi/events';
import {
  compileGraph,
  type FlowGraph,
  type Plan,
  type PlanStepOf,
  type RecipientReading,
  readRecipient,
  type Simulation,
  simulate,
  triggerOutput,
} from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime } from '../trpc/wire.ts';
import { SimulationView } from './flowViews.ts';
import { connectionFacts, requireFlow } from './requireFlow.ts';

export const SimulateFlow = z.object({
  id: Id,
  /** The event to walk with; the trigger's sample when left out. */
  event: z.object({ type: EventType, payload: z.unknown() }).optional(),
  startAt: IsoTime.optional(),
});

/** Walks the draft with one event on a virtual clock: nothing is sent, nothing is stored. */
export async function simulateFlow(ctx: MemberContext, request: z.infer<typeof SimulateFlow>): Promise<Simulation> {
  const { catalog, now } = ctx.services;
  const flow = await requireFlow(ctx, request.id);
  const compiled = compileGraph({ graph: flow.graph, catalog, connections: [...(await connectionFacts(ctx))] });
  if (!compiled.ok) throw new AppError('flow_invalid', { message: 'The flow has problems to fix first', issues: compiled.issues });
  const startAt = request.startAt ? new Date(request.startAt) : now();
  return simulate({
    plan: compiled.plan,
    trigger: request.event ? triggerData(compiled.plan, request.event) : sampleTrigger(ctx, flow.graph),
    startAt: startAt.getTime(),
    recipientOf: (step, input) => recipientOf(ctx, step, input),
  });
}

function recipientOf(ctx: MemberContext, step: PlanStepOf<'action'>, input: Readonly<Record<string, unknown>>): RecipientReading {
  const message = ctx.services.catalog.actionDefinition(step.node, step.nodeVersion)?.message;
  if (!message) throw new AppError('internal', { message: `${step.node} addresses nobody` });
  // A trial's input is not checked by the node's schema, so anything may stand where the address should.
  const written: unknown = message.recipient(input);
  return readRecipient({ channel: message.channel, addressedBy: message.addressedBy, written: typeof written === 'string' ? written : '' });
}

/** What the trigger's node and the flow's own form would bring. */
function sampleTrigger(ctx: MemberContext, graph: FlowGraph): Readonly<Record<string, unknown>> {
  const step = Object.values(graph.steps).find(({ kind }) => kind === 'trigger');
  return (step?.kind === 'trigger' && triggerOutput(step, { graph, catalog: ctx.services.catalog })?.sample) || {};
}

function triggerData(plan: Plan, event: { type: EventType; payload?: unknown }): Readonly<Record<string, unknown>> {
  const trigger = plan.steps[plan.trigger];
  if (trigger?.kind !== 'trigger') throw new AppError('internal', { message: 'A compiled plan starts with its trigger' });
  if (event.type !== trigger.event) throw new AppError('invalid_request', { message: `This flow starts with ${trigger.event}`, field: 'event.type' });
  const payload = eventPayloads[event.type].safeParse(event.payload);
  if (!payload.success) throw new AppError('invalid_request', { message: z.prettifyError(payload.error), field: 'event.payload' });
  return payload.data;
}

export const simulateFlowProcedure = memberProcedure
  .input(SimulateFlow)
  .output(SimulationView)
  .mutation(({ ctx, input }) => simulateFlow(ctx, input));
