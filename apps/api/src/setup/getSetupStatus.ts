import { z } from 'zod';
import { readDemoFile } from '../demo/demoFile.ts';
import { publicProcedure } from '../trpc/init.ts';

const Status = z.object({ needsOwner: z.boolean(), demo: z.object({ email: z.string(), password: z.string() }).nullable() });

/** What the sign-in page shows: the first owner's form, or the demo shop's sign-in where this is a demo on loopback. */
export const getSetupStatus = publicProcedure.output(Status).query(async ({ ctx }) => {
  const { config, db } = ctx.services;
  const demo = config.isDemo ? await readDemoFile(config.dataDir) : null;
  return { needsOwner: !(await db.workspaces.hasAnyUser()), demo: demo && { email: demo.email, password: demo.password } };
});
