import { setImmediate } from 'node:timers/promises';
import type { FlowRow, FlowTestRow } from '@noi/db';
import { AppError } from '@noi/errors';
import type { Text } from '@noi/events';
import { evaluateTest, tooManySteps } from '@noi/flow';
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

/** Of all tests together, so that one request does not keep the house busy for minutes. */
const mostMoves = 300_000;

/** Tries a draft with its own tests, one after the other; other requests get their turn meanwhile. */
export async function runTests(ctx: MemberContext, { flow, draft, tests }: RunTests): Promise<readonly TestRun[]> {
  if (tests.length === 0) return [];
  const called = await calledPlans(ctx, [draft.plan]);
  const names = stepNames(flow.graph, draft.catalog);
  const runs: TestRun[] = [];
  let left = mostMoves;
  const onMoves = (moves: number) => {
    left -= moves;
  };
  for (const { id, name, scenario, expectations } of tests) {
    await setImmediate();
    const fails = (problem: Text) => runs.push({ testId: id, name, passes: false, problem, expectations: [] });
    if (left <= 0) {
      fails(noStepsLeft);
      continue;
    }
    try {
      const simulation = await walkScenario(ctx, { flow, draft, called, scenario, onMoves });
      const { outcome } = simulation;
      if (outcome.state === 'failed' && outcome.error === tooManySteps) {
        fails(tooManySteps.text);
        continue;
      }
      const { passes, expectations: results } = evaluateTest(expectations, simulation, names);
      runs.push({ testId: id, name, passes, expectations: [...results] });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error;
      fails(cannotStart);
    }
  }
  return runs;
}

const noStepsLeft: Text = {
  vi: 'Chưa thử được bài này: các bài thử trước nó đã đi hết số bước được xem trong một lần. Hãy giảm số vòng lặp, hoặc bớt bài thử.',
  en: 'Not tried: the tests before it took all the steps that are walked at one time. Let loops go fewer rounds, or keep fewer tests.',
};

const cannotStart: Text = {
  vi: 'Sự kiện của bài thử này không còn khởi động được quy trình. Lưu lại bài thử với một sự kiện khác, hoặc xoá nó.',
  en: 'The event of this test no longer starts the flow. Save the test again with another event, or remove it.',
};
