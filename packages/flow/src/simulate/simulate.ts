import type { Plan, PlanStepOf } from '../plan/Plan.ts';
import { createRun } from '../run/createRun.ts';
import type { AwaitRequest, ExecuteRequest, ExecuteResult, RunData, RunOutcome, StepRecord } from '../run/RunPorts.ts';
import { decideSend } from '../send/decideSend.ts';
import type { RecipientReading } from '../send/readRecipient.ts';
import { resultOf } from '../send/resultOf.ts';
import { renderInput } from '../template/renderInput.ts';
import { answerFromOutside, type OutsideOptions, type SimulatedAnswer, type SimulatedEvent } from './answerFromOutside.ts';
import { createClock } from './createClock.ts';
import type { SimulatedMessage, Simulation } from './Simulation.ts';

export interface SimulateRequest {
  readonly plan: Plan;
  readonly trigger: RunData['trigger'];
  /** ISO 8601 or epoch ms. */
  readonly startAt: string | number;
  /** How an effect ends; without it every step is done with its sample, as far as its input can be filled. */
  readonly behave?: (request: ExecuteRequest, step: PlanStepOf<'action'>) => ExecuteResult;
  /** What comes in while the flow is walked, in order of time; steps that wait for something else run into their time-out. */
  readonly events?: readonly SimulatedEvent[];
  /** What people say when they are asked, at once; without it they agree. */
  readonly approve?: OutsideOptions['approve'];
  /** What a waiting step gets, where the above is not enough: flows that are called, people who take their time. `null`: nothing before its time-out. */
  readonly respond?: (request: AwaitRequest) => SimulatedAnswer | null;
  /** How the node reads whom a step writes to; without it all messages of a channel go to one person, the one that the event is about. */
  readonly recipientOf?: (step: PlanStepOf<'action'>, input: Readonly<Record<string, unknown>>) => RecipientReading;
  /** Messages that went out before, which count towards caps. */
  readonly sentBefore?: readonly SimulatedMessage[];
  /** The run id, where back-offs must fall as in that run. */
  readonly seed?: string;
}

/** What the flow would do with one event: the interpreter of real runs on a virtual clock, in which effects take no time. */
export function simulate(request: SimulateRequest): Simulation {
  const { plan, trigger, startAt, behave, recipientOf = anyone, sentBefore = [], seed = '', events = [], approve = 'approved' } = request;
  const respond = request.respond ?? ((asked: AwaitRequest) => answerFromOutside({ plan, trigger, events, approve }, asked));
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
      waitFor(asked) {
        const come = respond(asked);
        if (come !== null) clock.at(clock.now() + Math.max(0, come.afterMs), () => run.answer(asked.token, come.answer));
      },
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

    const act = () => behave?.(request, step) ?? { outcome: 'done', output: step.sample };
    if (step.message === undefined) return act();

    const recipient = recipientOf(step, filled.value);
    const result = heldBack(step, recipient) ?? act();
    if (result.outcome === 'done') messages.push(message(step, { input: filled.value, recipient }));
    return result;
  }

  function heldBack(step: PlanStepOf<'action'>, recipient: RecipientReading): ExecuteResult | null {
    const { channel = '', purpose = '' } = step.message ?? {};
    const { timezone, quietHours, frequencyCap } = plan;
    const isAlike = (other: SimulatedMessage) =>
      other.channel === channel && other.purpose === purpose && (other.recipient ?? '') === (recipient.ok ? recipient.address : null);
    const sentSince = (since: number) => [...sentBefore, ...messages].filter((other) => isAlike(other) && Date.parse(other.at) >= since).length;
    const question = { now: clock.now(), timezone, quietHours, frequencyCap, channel, purpose };
    return resultOf(decideSend({ ...question, recipient, hasConsent: true, sentSince }));
  }

  function message(step: PlanStepOf<'action'>, { input, recipient }: { input: SimulatedMessage['input']; recipient: RecipientReading }): SimulatedMessage {
    const { channel = '', purpose = '' } = step.message ?? {};
    return {
      stepId: step.id,
      at: iso(clock.now()),
      channel,
      purpose,
      ...(recipient.ok && recipient.address !== '' ? { recipient: recipient.address } : {}),
      input,
      ...(step.priceVnd === undefined ? {} : { priceVnd: step.priceVnd }),
    };
  }
}

function anyone(): RecipientReading {
  return { ok: true, address: '' };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
