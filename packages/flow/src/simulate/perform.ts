import type { Plan, PlanStepOf } from '../plan/Plan.ts';
import type { ExecuteRequest, ExecuteResult } from '../run/RunPorts.ts';
import { decideSend } from '../send/decideSend.ts';
import type { RecipientReading } from '../send/readRecipient.ts';
import { resultOf } from '../send/resultOf.ts';
import { renderInput } from '../template/renderInput.ts';
import type { Pins } from './pins.ts';
import type { HeldMessage } from './Simulation.ts';
import { nameOf, type Story } from './Story.ts';
import type { World } from './World.ts';

interface Effect {
  readonly plan: Plan;
  readonly asked: ExecuteRequest;
  readonly story: Story;
  /** Why visits of steps were held back last; written here, for the lines that tell of it. */
  readonly causes: Map<string, HeldMessage['cause']>;
  readonly pins: Pins;
}

/** One try of an effect, as a worker would make it: its input is filled in, the send decision is asked, and what goes out counts from now on. */
export function perform(world: World, { plan, asked, story, causes, pins }: Effect): ExecuteResult {
  const { clock, outbox, recipientOf = anyone } = world;
  const step = plan.steps[asked.stepId];
  if (step?.kind !== 'action') throw new Error(`Step ${asked.stepId} has no effect to simulate`);
  const filled = renderInput({ input: step.input, data: asked.data, timezone: plan.timezone, now: clock.now(), rich: step.rich });
  if (!filled.ok) return { outcome: 'failed', error: { kind: 'invalid_input', text: filled.text, field: filled.field, repeatable: true } };

  const pinned = pins[asked.stepId];
  const act = (): ExecuteResult =>
    pinned === undefined ? (world.behave?.(asked, step) ?? { outcome: 'done', output: step.sample }) : { outcome: 'done', output: pinned };
  if (step.message === undefined) return act();

  const recipient = recipientOf(step, filled.value);
  const { channel, purpose } = step.message;
  const sentSince = (since: number) => (recipient.ok ? outbox.countSince({ channel, purpose, recipient: recipient.address }, since) : 0);
  const { timezone, quietHours, frequencyCap } = plan;
  const decision = decideSend({ now: clock.now(), timezone, quietHours, frequencyCap, channel, purpose, recipient, hasConsent: true, sentSince });
  causes.set(nameOf(asked), decision.outcome === 'send' ? undefined : decision.cause);
  const at = new Date(clock.now()).toISOString();
  if (decision.outcome === 'refuse') story.onHeld({ stepId: step.id, at, outcome: 'refuse', cause: decision.cause, reason: decision.reason });

  const result = resultOf(decision) ?? act();
  if (result.outcome === 'done') {
    const address = recipient.ok ? recipient.address : '';
    outbox.add({ at: clock.now(), channel, purpose, recipient: address });
    const { scope, visit } = asked;
    story.onMessage({ stepId: step.id, scope, visit, at, channel, purpose, ...wordsOf(world, step, { address, input: filled.value }) });
  }
  return result;
}

function wordsOf({ previewOf }: World, step: PlanStepOf<'action'>, { address, input }: { address: string; input: Readonly<Record<string, unknown>> }) {
  const preview = previewOf?.(step, input) ?? null;
  return {
    ...(address === '' ? {} : { recipient: address }),
    ...(preview === null ? {} : { preview }),
    input,
    ...(step.priceVnd === undefined ? {} : { priceVnd: step.priceVnd }),
  };
}

function anyone(): RecipientReading {
  return { ok: true, address: '' };
}
