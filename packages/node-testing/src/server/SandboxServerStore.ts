/** A callback that waits for its turn or for its next try. */
export interface StoredCallback {
  readonly id: string;
  readonly packageId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Tries made so far. */
  readonly tries: number;
}

/** Where emulators keep their entries and the host its callback queue, so that a killed process loses neither. The database's sandbox repository has this shape. */
export interface SandboxServerStore {
  get(packageId: string, key: string): Promise<unknown>;
  set(packageId: string, key: string, value: unknown): Promise<void>;
  delete(packageId: string, key: string): Promise<void>;
  list(packageId: string, prefix: string): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  addCallback(callback: Omit<StoredCallback, 'id' | 'tries'> & { readonly dueAt: Date }): Promise<string>;
  /** Oldest due first. */
  dueCallbacks(now: Date, limit: number): Promise<readonly StoredCallback[]>;
  /** Ends it when `next` is null, else tries again at `next`. */
  answeredCallback(id: string, answer: { status: number | null; next: Date | null; at: Date }): Promise<void>;
}

/** What the virtual phone remembers. */
export interface PhoneStore {
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
  /** Notes the tap; `null` for a message that is not there. */
  tapped(messageId: string, tap: unknown): Promise<{ readonly packageId: string } | null>;
}
