import type { FieldDescriptor } from '@noi/node-sdk';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Text } from '../trpc/wire.ts';

const Scenario = z.object({
  packageId: z.string(),
  id: z.string(),
  title: Text,
  fields: z.array(z.custom<FieldDescriptor>((value) => typeof value === 'object' && value !== null)),
});

/** What may happen at the emulated providers, as buttons. */
export const listScenarios = memberProcedure
  .output(z.array(Scenario))
  .query(async ({ ctx }) => z.array(Scenario).parse(await ctx.services.sandbox.scenarios(ctx.member.workspaceId)));

/** Makes it happen: an order is placed, a parcel moves. */
export const playScenario = memberProcedure
  .input(z.object({ packageId: z.string().max(80), scenarioId: z.string().max(80), input: z.record(z.string(), z.unknown()).default({}) }))
  .output(z.object({ summary: Text }))
  .mutation(async ({ ctx, input }) => z.object({ summary: Text }).parse(await ctx.services.sandbox.play({ ...input, workspaceId: ctx.member.workspaceId })));
