/** A message that went out, as caps count it. */
export interface SentMessage {
  /** Epoch ms. */
  readonly at: number;
  readonly channel: string;
  readonly purpose: string;
  /** As the ledger keeps it. */
  readonly recipient: string;
}

/** What went out so far in a simulated shop, counted by person, channel and purpose as the ledger does. */
export class Outbox {
  private readonly times = new Map<string, number[]>();

  /** In order of time. */
  add({ at, ...who }: SentMessage): void {
    const key = keyOf(who);
    const times = this.times.get(key);
    if (times) times.push(at);
    else this.times.set(key, [at]);
  }

  /** How many went to that person since that time (epoch ms). */
  countSince(who: Omit<SentMessage, 'at'>, since: number): number {
    const times = this.times.get(keyOf(who)) ?? [];
    return times.length - 1 - times.findLastIndex((at) => at < since);
  }
}

function keyOf({ channel, purpose, recipient }: Omit<SentMessage, 'at'>): string {
  return JSON.stringify([channel, purpose, recipient]);
}
