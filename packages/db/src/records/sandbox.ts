export interface SandboxRepository {
  get(packageId: string, key: string): Promise<unknown>;
  set(packageId: string, key: string, value: unknown): Promise<void>;
  delete(packageId: string, key: string): Promise<void>;
  list(packageId: string, prefix: string): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  addCallback(callback: { packageId: string; url: string; headers: Readonly<Record<string, string>>; body: string; dueAt: Date }): Promise<string>;
  dueCallbacks(
    now: Date,
    limit: number,
  ): Promise<
    readonly {
      readonly id: string;
      readonly packageId: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly tries: number;
    }[]
  >;
  /** Ends it when `next` is null, else tries again at `next`. */
  answeredCallback(id: string, answer: { status: number | null; next: Date | null; at: Date }): Promise<void>;
  showOnPhone(message: { id: string; packageId: string; to: string; channel: string; content: unknown; sentAt: Date }): Promise<void>;
  /** Conversations by recipient, newest first. */
  phoneThreads(limit: number): Promise<readonly { readonly to: string; readonly lastAt: Date; readonly count: number }[]>;
  /** Oldest first. */
  phoneMessages(
    to: string,
    limit: number,
  ): Promise<
    readonly {
      readonly id: string;
      readonly packageId: string;
      readonly to: string;
      readonly content: unknown;
      readonly taps: readonly unknown[];
      readonly sentAt: Date;
    }[]
  >;
  tapped(messageId: string, tap: unknown): Promise<{ readonly packageId: string } | null>;
}
