/**
 * How long a local activity may hold up its group's workflow task: `budgetMs` of a provider's time, since a slow provider
 * must not delay the neighbours. Our own writes are given more: where the database is what is slow, leaving for a remote
 * activity would only add to its load.
 */
export class Patience {
  /** Resolves with `null` when it is at an end. */
  readonly over: Promise<null>;
  private readonly budgetMs: number;
  private end: () => void = () => undefined;
  private isEnded = false;
  private askedAt: number | undefined;
  private spentMs = 0;
  private readonly longest: NodeJS.Timeout;
  private provider: NodeJS.Timeout | undefined;

  constructor({ budgetMs, longestMs }: { budgetMs: number; longestMs: number }) {
    this.budgetMs = budgetMs;
    this.over = new Promise((resolve) => {
      this.end = () => {
        this.isEnded = true;
        resolve(null);
      };
    });
    this.longest = setTimeout(this.end, longestMs);
  }

  /** Less than half is left, or nothing: another call is better made by an activity of its own. */
  get isShort(): boolean {
    return this.isEnded || this.spentMs > this.budgetMs / 2;
  }

  providerAsked(): void {
    this.askedAt = performance.now();
    this.provider ??= setTimeout(this.end, this.budgetMs - this.spentMs);
  }

  providerAnswered(): void {
    clearTimeout(this.provider);
    this.provider = undefined;
    if (this.askedAt !== undefined) this.spentMs += performance.now() - this.askedAt;
    this.askedAt = undefined;
  }

  close(): void {
    clearTimeout(this.longest);
    clearTimeout(this.provider);
  }
}
