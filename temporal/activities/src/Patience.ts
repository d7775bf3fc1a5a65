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
  private readonly longest: NodeJS.Timeout;
  private provider: NodeJS.Timeout | undefined;

  constructor({ budgetMs, longestMs }: { budgetMs: number; longestMs: number }) {
    this.budgetMs = budgetMs;
    this.over = new Promise((resolve) => {
      this.end = () => resolve(null);
    });
    this.longest = setTimeout(this.end, longestMs);
  }

  providerAsked(): void {
    this.provider ??= setTimeout(this.end, this.budgetMs);
  }

  providerAnswered(): void {
    clearTimeout(this.provider);
  }

  close(): void {
    clearTimeout(this.longest);
    clearTimeout(this.provider);
  }
}
