import { AppError } from '@noi/errors';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';

const Session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  workspace: z.object({ id: z.string(), name: z.string(), timezone: z.string() }),
  role: z.string(),
  locale: z.string(),
  isDemo: z.boolean(),
});

/** Who is signed in, in which shop. */
export const getSession = memberProcedure.output(Session).query(async ({ ctx }) => {
  const { member, services } = ctx;
  const workspace = await services.db.workspaces.get(member.workspaceId);
  if (!workspace) throw new AppError('not_found', { message: 'The workspace is gone' });
  return {
    user: { id: member.userId ?? 'api', name: member.name, email: member.email ?? '' },
    workspace,
    role: member.role,
    locale: member.locale,
    isDemo: services.config.isDemo,
  };
});
