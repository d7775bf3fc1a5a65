/** Something to wait for that may ring before, while or after one begins to wait; a ring is never missed, many are one. */
export class Alarm {
  private hasRung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.hasRung = true;
    this.wake?.();
  }

  /** Resolves at the next ring (or at once, when it rang since the last wait), at the latest after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.hasRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = null;
    this.hasRung = false;
  }
}
