import { type AwaitedEvent, awaitedEvent } from '../match/awaitedEvent.ts';
import { fitsAwaited } from '../match/fitsAwaited.ts';
import { anyoneKey, listeningKey, type MatchKey, matchKeysOf } from '../match/matchKeys.ts';
import type { Plan } from '../plan/Plan.ts';
import type { Token } from '../run/RunPorts.ts';
import type { Ears, WalkedRun } from '../simulate/walkRun.ts';
import type { RecordedEvent } from './BacktestReport.ts';

interface Listener {
  readonly awaited: AwaitedEvent;
  hear(event: RecordedEvent): void;
}

/**
 * Who waits for which event, found by kind of event and by order or customer, so that an event which concerns nobody costs next to nothing.
 * People who are asked agree at once, since nothing recorded says what they would have said.
 */
export class Listeners {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly open = new Map<WalkedRun, Map<Token, () => void>>();
  /** The customer of each order, as far as events told. */
  private readonly customers = new Map<MatchKey, MatchKey>();

  readonly ears: Ears = {
    ask: ({ awaited, token }, walked) => {
      switch (awaited.kind) {
        case 'event':
          this.listen(walked, { token, awaited, hear: ({ payload }) => walked.run.answer(token, { outcome: 'done', port: 'next', output: payload }) });
          return null;
        case 'approval':
          return { afterMs: 0, answer: { outcome: 'done', port: 'approved', output: { decision: 'approved', answeredBy: [] } } };
        case 'hold':
          return { afterMs: 0, answer: { outcome: 'again' } };
        default:
          return { afterMs: 0, answer: { outcome: 'done', port: 'next', output: {} } };
      }
    },
    drop: (token, walked) => this.open.get(walked)?.get(token)?.(),
  };

  /** The flow's goal ends the run; until it does, the run listens for it. */
  listenForGoal(walked: WalkedRun, plan: Plan, now: number): void {
    const { goal, timezone } = plan;
    if (goal === undefined || walked.run.isEnded) return;
    const awaited = awaitedEvent({ on: goal, data: { trigger: walked.trigger, steps: {} }, since: now, timezone, now });
    this.listen(walked, { token: 'goal', awaited, hear: () => walked.run.stop({ by: 'goal' }) });
  }

  /** The run is over. */
  forget(walked: WalkedRun): void {
    for (const close of [...(this.open.get(walked)?.values() ?? [])]) close();
  }

  /** Brings an event to all who wait for it. */
  hear(event: RecordedEvent): void {
    const found = this.concerns(event).flatMap((key) => [...(this.listeners.get(`${event.type} ${key}`) ?? [])]);
    for (const listener of found) if (fitsAwaited(listener.awaited, event)) listener.hear(event);
  }

  private listen(walked: WalkedRun, { token, awaited, hear }: Listener & { readonly token: Token }): void {
    const key = listeningKey(awaited.belongs, walked.trigger);
    if (key === null) return;
    const name = `${awaited.event} ${key}`;
    const here = this.listeners.get(name) ?? new Set();
    const mine = this.open.get(walked) ?? new Map<Token, () => void>();
    const close = () => {
      here.delete(listener);
      mine.delete(token);
      if (mine.size === 0) this.open.delete(walked);
      if (here.size === 0) this.listeners.delete(name);
    };
    const listener: Listener = {
      awaited,
      hear(event) {
        close();
        hear(event);
      },
    };
    this.listeners.set(name, here.add(listener));
    this.open.set(walked, mine.set(token, close));
  }

  private concerns({ payload }: RecordedEvent): readonly MatchKey[] {
    const keys = matchKeysOf(payload);
    const order = keys.find((key) => key.startsWith('order:'));
    const customer = keys.find((key) => key.startsWith('customer:'));
    if (order !== undefined && customer !== undefined) this.customers.set(order, customer);
    const known = order === undefined || customer !== undefined ? undefined : this.customers.get(order);
    return [anyoneKey, ...keys, ...(known === undefined ? [] : [known])];
  }
}
