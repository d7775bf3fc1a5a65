/**
 * How many are taken together. One that cannot be worked must not hold up the rest: a batch that failed is halved until that one is alone, and when it failed alone
 * for the third time it is to be set aside.
 */
export class BatchLimit {
  private readonly most: number;
  private limit: number;
  /** What failed alone, and how often in a row. Somebody else may have it in hand by the next time, so it is known by its name. */
  private suspect = { name: '', failures: 0 };

  constructor(most: number) {
    this.most = most;
    this.limit = most;
  }

  get now(): number {
    return this.limit;
  }

  passed(): void {
    this.limit = this.most;
    this.suspect = { name: '', failures: 0 };
  }

  /** These failed together. Whether it is one that is to be set aside. */
  failed(names: readonly string[]): boolean {
    const [name = ''] = names;
    if (names.length > 1) {
      this.limit = Math.floor(names.length / 2);
      return false;
    }
    this.suspect = { name, failures: this.suspect.name === name ? this.suspect.failures + 1 : 1 };
    return this.suspect.failures >= 3;
  }
}
