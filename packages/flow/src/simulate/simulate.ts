import type { Plan, PlanStepOf } from '../plan/Plan.ts';
import { createRun } from '../run/createRun.ts';
import type { ExecuteRequest, ExecuteResult, RunData, RunOutcome, StepRecord } from '../run/RunPorts.ts';
import { renderInput } from '../template/renderInput.ts';
import { createClock } from './createClock.ts';
import type { SimulatedMessage, Simulation } from './Simulation.ts';

export interface SimulateRequest {
  readonly plan: Plan;
  readonly trigger: RunData['trigger'];
  /** ISO 8601 or epoch ms. */
  readonly startAt: string | number;
  /** How an effect ends; without it every step is done with its sample, as far as its input can be filled. */
  readonly behave?: (request: ExecuteRequest, step: PlanStepOf<'action'>) => ExecuteResult;
  /** The run id, where back-offs must fall as in that run. */
  readonly seed?: string;
}

/** What the flow would do with one event: the interpreter of real runs on a virtual clock, in which effects take no time. */
export function simulate({ plan, trigger, startAt, behave, seed = '' }: SimulateRequest): Simulation {
  const clock = createClock(typeof startAt === 'number' ? startAt : Date.parse(startAt));
  const startedAt = iso(clock.now());
  const records: StepRecord[] = [];
  const messages: SimulatedMessage[] = [];
  const endings: { readonly outcome: RunOutcome; readonly at: number }[] = [];

  const run = createRun({
    plan,
    seed,
    ports: {
      now: clock.now,
      execute: (request) => clock.at(clock.now(), () => run.settle(request.token, perform(request))),
      sleep: ({ token, until }) => clock.at(until, () => run.wake(token)),
      // A cancelled request stays due and is ignored by the run when it comes.
      cancel: () => {},
      record: (line) => records.push(line),
      finish: (outcome) => endings.push({ outcome, at: clock.now() }),
    },
  });
  run.start(trigger);
  clock.runOut();

  const [ending] = endings;
  if (ending === undefined) throw new Error(`Plan ${plan.hash} did not end in the simulator`);
  const skipped = records.flatMap(({ state, stepId, reason }) => (state === 'skipped' && reason !== undefined ? [{ stepId, reason }] : []));
  return { startedAt, endedAt: iso(ending.at), outcome: ending.outcome, records, messages, skipped };

  function perform(request: ExecuteRequest): ExecuteResult {
    const step = plan.steps[request.stepId];
    if (step?.kind !== 'action') throw new Error(`Step ${request.stepId} has no effect to simulate`);
    const filled = renderInput({ input: step.input, data: request.data, timezone: plan.timezone, now: clock.now() });
    if (!filled.ok) return { outcome: 'failed', error: { kind: 'invalid_input', text: filled.text, field: filled.field, repeatable: true } };

    const result = behave?.(request, step) ?? { outcome: 'done', output: step.sample };
    if (result.outcome === 'done' && step.message !== undefined) messages.push(message(step, filled.value));
    return result;
  }

  function message(step: PlanStepOf<'action'>, input: Readonly<Record<string, unknown>>): SimulatedMessage {
    const { channel = '', purpose = '' } = step.message ?? {};
    return { stepId: step.id, at: iso(clock.now()), channel, purpose, input, ...(step.priceVnd === undefined ? {} : { priceVnd: step.priceVnd }) };
  }
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
