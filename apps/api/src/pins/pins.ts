import { AppError } from '@noi/errors';
import { dataWithMadeUpPeople, isPinnable, stepOf } from '@noi/flow';
import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, Ok, ok } from '../trpc/wire.ts';

/** Longest output that can be pinned, as JSON. */
const mostCharacters = 64_000;

const Output = z.record(z.string(), z.unknown());
const PinView = z.object({ stepId: z.string(), output: Output, pinnedAt: IsoTime });
const OneStep = z.object({ flowId: Id, stepId: z.string() });

/** What steps of a draft give while it is tried, in place of being asked. */
export const listPins = memberProcedure
  .input(z.object({ flowId: Id }))
  .output(z.array(PinView))
  .query(async ({ ctx, input }) => {
    const { workspaceId, id } = await requireFlow(ctx, input.flowId);
    const pins = await ctx.services.db.stepPins.list({ workspaceId, flowId: id });
    return pins.map(({ stepId, output, pinnedAt }) => ({ stepId, output: { ...output }, pinnedAt: iso(pinnedAt) }));
  });

/** Pins what a step gives. What came in a real run or event (`isReal`) is kept without anybody real in it, since a pin outlives both. */
export const pinOutput = memberProcedure
  .input(OneStep.extend({ output: Output, isReal: z.boolean() }))
  .output(Ok)
  .mutation(async ({ ctx, input: { flowId, stepId, output, isReal } }) => {
    const { workspaceId, id, graph } = await requireFlow(ctx, flowId);
    const step = stepOf(graph, stepId);
    if (!step || !isPinnable(step)) throw new AppError('invalid_request', { message: 'This step gives nothing that can be pinned', field: 'stepId' });
    if (JSON.stringify(output).length > mostCharacters) {
      throw new AppError('invalid_request', { message: `A pinned output has at most ${mostCharacters} characters`, field: 'output' });
    }
    const { services, member } = ctx;
    const kept = isReal ? dataWithMadeUpPeople(output) : output;
    await services.db.stepPins.put({ workspaceId, flowId: id, stepId, output: kept, pinnedBy: member.userId, at: services.now() });
    return ok;
  });

/** The step is asked again in trials. */
export const unpinOutput = memberProcedure
  .input(OneStep)
  .output(Ok)
  .mutation(async ({ ctx, input: { flowId, stepId } }) => {
    const { workspaceId, id } = await requireFlow(ctx, flowId);
    await ctx.services.db.stepPins.remove({ workspaceId, flowId: id, stepId });
    return ok;
  });
