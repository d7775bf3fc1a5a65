import { AppError } from '@noi/errors';
import { InputField, readInputs } from '@noi/flow';
import { z } from 'zod';
import { storeOne } from '../events/storeOne.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';

export const StartByHand = z.object({ id: Id, note: z.string().max(500).optional(), input: z.record(z.string(), z.unknown()).optional() });
export const StartedByHand = z.object({ eventId: z.string() });

/** A person starts a live flow, with the data that its live version asks for. Each press is an event of its own. */
export async function startFlowByHand(ctx: MemberContext, request: z.infer<typeof StartByHand>): Promise<z.infer<typeof StartedByHand>> {
  const { flow, fields } = await liveInputs(ctx, request.id);
  const reading = readInputs(fields, request.input ?? {});
  if (!reading.ok) throw new AppError('invalid_request', { message: 'The flow asks for other data', faults: reading.faults });
  const payload = {
    flowId: flow.id,
    startedBy: ctx.member.name,
    ...(request.note && { note: request.note }),
    ...(fields.length > 0 && { input: reading.input }),
  };
  const stored = await storeOne(ctx, { source: 'noi', event: { type: 'flow.started_by_hand', payload } });
  return { eventId: stored.id };
}

export const startByHand = memberProcedure
  .input(StartByHand)
  .output(StartedByHand)
  .mutation(({ ctx, input }) => startFlowByHand(ctx, input));

/** What a person has to fill in before the live version starts. */
export const startForm = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.object({ fields: z.array(InputField) }))
  .query(async ({ ctx, input }) => ({ fields: [...(await liveInputs(ctx, input.id)).fields] }));

async function liveInputs(ctx: MemberContext, id: string) {
  const { db } = ctx.services;
  const flow = await requireFlow(ctx, id);
  if (flow.status !== 'live' || flow.liveVersionId === null) throw new AppError('flow_not_live', { message: 'The flow is not live' });
  const { workspaceId } = flow;
  const version = await db.flows.version({ workspaceId, versionId: flow.liveVersionId });
  const plan = version && (await db.flows.plan({ workspaceId, hash: version.planHash }));
  if (!plan) throw new AppError('internal', { message: 'The live version has no plan' });
  return { flow, fields: plan.inputs ?? [] };
}
