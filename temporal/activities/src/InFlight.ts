/** Calls that this process is making now, by name. A second request for the same call joins it instead of calling again. */
export class InFlight<T> {
  private readonly calls = new Map<string, Promise<T>>();
  private readonly running = new Set<string>();
  private readonly kept = new Set<string>();
  private readonly keepMs: number;

  /** `keepMs`: how long an end that somebody was promised stays after it came. */
  constructor(keepMs = 60_000) {
    this.keepMs = keepMs;
  }

  get size(): number {
    return this.running.size;
  }

  /** The call under way for `name`, or its kept end. */
  get(name: string): Promise<T> | undefined {
    return this.calls.get(name);
  }

  /** The call under way for `name`, else a new one. */
  join(name: string, begin: () => Promise<T>): Promise<T> {
    const known = this.calls.get(name);
    if (known) return known;
    this.running.add(name);
    const call = begin();
    this.calls.set(name, call);
    call.then(
      () => this.end(name),
      () => this.forget(name),
    );
    return call;
  }

  /** Promises that `get` will answer for a while after the call's end. */
  keep(name: string): void {
    if (!this.calls.has(name) || this.kept.has(name)) return;
    this.kept.add(name);
    if (!this.running.has(name)) this.forgetLater(name);
  }

  /** Resolves when every call that is under way has ended, well or not. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running].map((name) => this.calls.get(name)));
  }

  private end(name: string): void {
    this.running.delete(name);
    if (this.kept.has(name)) this.forgetLater(name);
    else this.forget(name);
  }

  private forgetLater(name: string): void {
    setTimeout(() => this.forget(name), this.keepMs).unref();
  }

  /** A call that threw has no end to keep: whoever asks next begins anew. */
  private forget(name: string): void {
    this.running.delete(name);
    this.kept.delete(name);
    this.calls.delete(name);
  }
}
