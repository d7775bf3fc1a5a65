import { answerOfCalled, deepestCall, misfitCall, tooDeepCall, unpublishedCall } from '../call/answerOfCalled.ts';
import type { StepId } from '../graph/FlowGraph.ts';
import { readInputs } from '../inputs/readInputs.ts';
import type { Plan } from '../plan/Plan.ts';
import { createRun, type FlowRun } from '../run/createRun.ts';
import type { AwaitAnswer, Awaited, AwaitRequest, RunData, RunOutcome, StepRecord, Token } from '../run/RunPorts.ts';
import { rootScope } from '../run/Walk.ts';
import type { SimulatedAnswer } from './answerFromOutside.ts';
import { perform } from './perform.ts';
import { type Pins, withPinnedEvent } from './pins.ts';
import type { HeldMessage, SimulatedMessage } from './Simulation.ts';
import { nameOf, type Story } from './Story.ts';
import { tooManySteps } from './tooManySteps.ts';
import type { World } from './World.ts';

/** A run of the simulated shop. */
export interface WalkedRun {
  readonly plan: Plan;
  readonly trigger: RunData['trigger'];
  readonly run: FlowRun;
}

/** What comes to steps that wait for something from outside. */
export interface Ears {
  /** What comes, and how long after it was asked for; `null`: nothing that is known now. A later answer goes to the run itself. */
  ask(asked: AwaitRequest, walked: WalkedRun): SimulatedAnswer | null;
  /** The step waits no longer. */
  drop?(token: Token, walked: WalkedRun): void;
}

export interface WalkRequest {
  readonly plan: Plan;
  readonly trigger: RunData['trigger'];
  readonly ears: Ears;
  readonly story: Story;
  /** Sets the jitter of back-offs. */
  readonly seed?: string;
  /** Of runs in the chain of calls, this one included. */
  readonly depth?: number;
  /** Of this flow alone: flows that it calls are walked without any. */
  readonly pins?: Pins;
  /** Of a called run: that of the run which called it. */
  readonly allowance?: Allowance;
}

/** How many moves a run may still make, with all that it calls; an effect counts as one. */
interface Allowance {
  left: number;
  /** It is used up: the run that nobody called is ended, and with it those that it called. */
  isOver: boolean;
  end(): void;
}

/**
 * Begins one run in the world; it goes on as the world's clock does, in pieces. Called flows are walked with it, and what they send is told as the calling
 * step's. A run that makes more moves than the world allows is ended where it stands.
 */
export function walkRun(world: World, request: WalkRequest): WalkedRun {
  const { plan, trigger, ears, story, seed = '', depth = 1, pins = {} } = request;
  const { clock } = world;
  const allowance = request.allowance ?? { left: world.mostMoves, isOver: false, end: endHere };
  const causes = new Map<string, HeldMessage['cause']>();
  const children = new Map<Token, WalkedRun>();
  let cutAt: StepId | null = null;

  const run = createRun({
    plan,
    seed,
    ports: {
      now: clock.now,
      execute: (asked) =>
        clock.at(clock.now(), () => {
          if (allowance.isOver) return;
          if (allowance.left <= 0) {
            allowance.end();
            return;
          }
          allowance.left -= 1;
          run.settle(asked.token, perform(world, { plan, asked, story, causes, pins }));
        }),
      sleep: ({ token, until }) => clock.at(until, () => run.wake(token)),
      waitFor(asked) {
        const pinned = asked.awaited.kind === 'subflow' ? pins[asked.stepId] : undefined;
        if (pinned !== undefined) {
          clock.at(clock.now(), () => run.answer(asked.token, { outcome: 'done', port: 'next', output: pinned }));
          return;
        }
        if (asked.awaited.kind === 'subflow' && world.called !== undefined) {
          call(asked, asked.awaited);
          return;
        }
        const come = ears.ask(asked, walked);
        if (come !== null) clock.at(clock.now() + Math.max(0, come.afterMs), () => run.answer(asked.token, withPinnedEvent(come.answer, asked, pins)));
      },
      // A cancelled time stays due and is ignored by the run when it comes.
      cancel(token) {
        ears.drop?.(token, walked);
        children.get(token)?.run.stop({ by: 'parent' });
      },
      record(told) {
        const line = isCutAt(told) ? { ...told, state: 'failed' as const, error: tooManySteps } : told;
        story.onRecord?.(line);
        const held = heldIn(line, causes.get(nameOf(line)));
        if (held !== null) story.onHeld(held);
      },
      mayGoOn() {
        if (allowance.left > 0 && clock.mayGoOn()) {
          allowance.left -= 1;
          return true;
        }
        clock.goOn(() => (allowance.left > 0 ? run.goOn() : allowance.end()));
        return false;
      },
      finish: (outcome) => story.onEnd(cutAt === null ? outcome : { state: 'failed', stepId: cutAt, error: tooManySteps }),
    },
  });
  const walked = { plan, trigger, run };
  run.start(trigger);
  return walked;

  function endHere(): void {
    if (run.isEnded) return;
    allowance.isOver = true;
    const open = Object.entries(run.state.scopes[rootScope]?.steps ?? {}).find(([, { state }]) => state === 'open');
    cutAt = open?.[0] ?? plan.trigger;
    run.stop({ by: 'person' });
  }

  /** The step of the flow's own level, mostly a loop, in which it came no further. */
  function isCutAt({ scope, stepId, state }: StepRecord): boolean {
    return cutAt === stepId && scope === rootScope && state === 'stopped';
  }

  function call({ token, stepId, scope, visit }: AwaitRequest, { flowId, input }: Extract<Awaited, { kind: 'subflow' }>): void {
    const answer = (come: AwaitAnswer) => clock.at(clock.now(), () => run.answer(token, come));
    const called = world.called?.(flowId);
    if (called === undefined || depth >= deepestCall) {
      answer(called === undefined ? unpublishedCall(plan.steps[stepId]?.title ?? '') : tooDeepCall());
      return;
    }
    const read = readInputs(called.plan.inputs ?? [], input);
    if (!read.ok) {
      answer(misfitCall(called.name, read.faults));
      return;
    }
    const asOurs = <T extends SimulatedMessage | HeldMessage>(told: T): T => ({ ...told, stepId, within: told.within ?? { flowId, stepId: told.stepId } });
    const child = walkRun(world, {
      plan: called.plan,
      trigger: { flowId, input: read.input, calledBy: { flowId: '', runId: '' } },
      ears,
      seed: `${seed}/${token}`,
      depth: depth + 1,
      allowance,
      story: {
        onMessage: (message) => story.onMessage({ ...asOurs(message), scope, visit }),
        onHeld: (held) => story.onHeld(asOurs(held)),
        onEnd: (outcome) => answer(answerOfCalled(endOf(outcome), called.name)),
      },
    });
    if (!child.run.isEnded) children.set(token, child);
  }
}

function endOf(outcome: RunOutcome) {
  switch (outcome.state) {
    case 'done':
      return { state: outcome.state, output: outcome.output ?? null };
    case 'stopped':
      return { state: outcome.state, stoppedBy: outcome.by };
    default:
      return { state: outcome.state, error: outcome.error };
  }
}

/** What a line says of a message that did not go when it was due. */
function heldIn({ stepId, state, at, until, reason }: StepRecord, cause: HeldMessage['cause']): HeldMessage | null {
  if (reason === undefined) return null;
  const told = { stepId, at: new Date(at).toISOString(), ...(cause === undefined ? {} : { cause }), reason };
  if (state === 'skipped') return { ...told, outcome: 'skip' };
  return state === 'waiting' && until !== undefined ? { ...told, outcome: 'delay', until: new Date(until).toISOString() } : null;
}
