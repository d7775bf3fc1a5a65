import type { FlowRow, PublishedTest } from '@noi/db';
import { AppError } from '@noi/errors';
import type { CompiledDraft } from '../flows/compileDraft.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { runTests } from './runTests.ts';

/** What stands between a draft and its going live: throws `tests_failed`, with what broke in words, unless it is `isForced`. Returns the tests as they went. */
export async function passTests(
  ctx: MemberContext,
  { flow, draft, isForced }: { flow: FlowRow; draft: CompiledDraft; isForced: boolean },
): Promise<readonly PublishedTest[]> {
  const tests = await ctx.services.db.flowTests.list({ workspaceId: flow.workspaceId, flowId: flow.id });
  const runs = await runTests(ctx, { flow, draft, tests });
  const broken = runs.filter(({ passes }) => !passes);
  if (broken.length > 0 && !isForced) throw new AppError('tests_failed', { message: `${broken.length} of the flow's tests do not pass`, tests: broken });
  return tests.map(({ id, name, scenario, expectations }, index) => ({ id, name, scenario, expectations, passes: runs[index]?.passes ?? false }));
}
