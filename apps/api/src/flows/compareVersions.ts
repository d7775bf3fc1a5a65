import { compareVersions } from '@noi/flow';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Text } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';
import { graphOf, VersionName } from './requireVersion.ts';

const FieldChange = z.object({ path: z.string(), label: Text, from: Text.nullable(), to: Text.nullable() });
const Difference = z.object({
  steps: z.array(z.object({ stepId: z.string(), kind: z.enum(['added', 'removed', 'changed']), title: Text, fields: z.array(FieldChange) })),
  wires: z.array(z.object({ kind: z.enum(['added', 'removed']), from: z.string(), port: z.string(), to: z.string(), words: Text })),
  settings: z.array(FieldChange),
});

/** What changed between two forms of a flow, step by step, in words. */
export const compareVersionsProcedure = memberProcedure
  .input(z.object({ id: Id, from: VersionName, to: VersionName }))
  .output(Difference)
  .query(async ({ ctx, input }) => {
    const flow = await requireFlow(ctx, input.id);
    const [before, after] = await Promise.all([graphOf(ctx, flow, input.from), graphOf(ctx, flow, input.to)]);
    const { steps, wires, settings } = compareVersions({ before, after, catalog: ctx.services.catalog });
    return { steps: steps.map((step) => ({ ...step, fields: [...step.fields] })), wires: [...wires], settings: [...settings] };
  });
