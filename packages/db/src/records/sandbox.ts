/** One emulated provider: a workspace has its own of each package. */
export interface EmulatorKey {
  readonly workspaceId: string;
  readonly packageId: string;
}

interface NewCallback extends EmulatorKey {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly dueAt: Date;
}

export interface SandboxRepository {
  get(emulator: EmulatorKey, key: string): Promise<unknown>;
  set(emulator: EmulatorKey, key: string, value: unknown): Promise<void>;
  delete(emulator: EmulatorKey, key: string): Promise<void>;
  list(emulator: EmulatorKey, prefix: string): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  /** Those that remember anything, of every workspace. */
  emulators(): Promise<readonly EmulatorKey[]>;
  addCallback(callback: NewCallback): Promise<string>;
  /** Of every workspace, oldest due first. */
  dueCallbacks(now: Date, limit: number): Promise<readonly (Omit<NewCallback, 'dueAt'> & { readonly id: string; readonly tries: number })[]>;
  /** Ends it when `next` is null, else tries again at `next`. */
  answeredCallback(id: string, answer: { status: number | null; next: Date | null; at: Date }): Promise<void>;
  /** Sends waiting callbacks to `url` whose own address ends with the same `/<door token>`. */
  moveCallbacks(emulator: EmulatorKey, door: { token: string; url: string }): Promise<void>;
  showOnPhone(message: EmulatorKey & { id: string; to: string; channel: string; content: unknown; sentAt: Date }): Promise<void>;
  /** Conversations by recipient, newest first. */
  phoneThreads(workspaceId: string, limit: number): Promise<readonly { readonly to: string; readonly lastAt: Date; readonly count: number }[]>;
  /** Oldest first. */
  phoneMessages(
    conversation: { workspaceId: string; to: string },
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
  /** Notes the tap; `null` for a message that the workspace does not have. */
  tapped(message: { workspaceId: string; id: string }, tap: unknown): Promise<{ readonly packageId: string } | null>;
}
