import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { replaceGraph } from './replaceGraph.ts';
import { requireFlow } from './requireFlow.ts';
import { requireVersion } from './requireVersion.ts';

/** Puts a published version into the draft, as one edit that can be undone, with the tests that it went live with. What runs live stays as it is. */
export const restoreVersion = memberProcedure
  .input(z.object({ id: Id, versionId: Id, revision: z.number().int().min(0).optional() }))
  .output(z.object({ revision: z.number() }))
  .mutation(async ({ ctx, input: { id, versionId, revision } }) => {
    const flow = await requireFlow(ctx, id);
    const version = await requireVersion(ctx, flow, versionId);
    const restored = await replaceGraph(ctx, { id, graph: version.graph, ...(revision === undefined ? {} : { revision }) });
    const { db, now } = ctx.services;
    await db.flowTests.restore({ workspaceId: flow.workspaceId, flowId: id, versionId }, { revision: restored.revision, at: now() });
    return restored;
  });
