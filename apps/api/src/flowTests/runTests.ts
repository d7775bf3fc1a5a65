import { setImmediate } from 'node:timers/promises';
import type { FlowRow, FlowTestRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { evaluateTest } from '@noi/flow';
import type { CompiledDraft } from '../flows/compileDraft.ts';
import { calledPlans } from '../trials/calledPlans.ts';
import { walkScenario } from '../trials/walkScenario.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { stepNames } from './stepNames.ts';
import type { TestRun } from './testViews.ts';

interface RunTests {
  readonly flow: FlowRow;
  readonly draft: CompiledDraft;
  readonly tests: readonly FlowTestRow[];
}

/** Tries a draft with its own tests, one after the other; other requests get their turn in between. */
export async function runTests(ctx: MemberContext, { flow, draft, tests }: RunTests): Promise<readonly TestRun[]> {
  if (tests.length === 0) return [];
  const called = await calledPlans(ctx, [draft.plan]);
  const names = stepNames(flow.graph, draft.catalog);
  const runs: TestRun[] = [];
  for (const { id, name, scenario, expectations } of tests) {
    await setImmediate();
    try {
      const { passes, expectations: results } = evaluateTest(expectations, walkScenario(ctx, { flow, draft, called, scenario }), names);
      runs.push({ testId: id, name, passes, expectations: [...results] });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error;
      runs.push({ testId: id, name, passes: false, problem: cannotStart, expectations: [] });
    }
  }
  return runs;
}

const cannotStart = {
  vi: 'Sự kiện của bài thử này không còn khởi động được quy trình. Lưu lại bài thử với một sự kiện khác, hoặc xoá nó.',
  en: 'The event of this test no longer starts the flow. Save the test again with another event, or remove it.',
};
