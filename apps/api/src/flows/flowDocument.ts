import { FlowGraph } from '@noi/flow';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';
import { graphOf, VersionName } from './requireVersion.ts';

/** The document of one form of a flow, to look at. */
export const flowDocument = memberProcedure
  .input(z.object({ id: Id, version: VersionName }))
  .output(z.object({ graph: FlowGraph }))
  .query(async ({ ctx, input }) => ({ graph: await graphOf(ctx, await requireFlow(ctx, input.id), input.version) }));
