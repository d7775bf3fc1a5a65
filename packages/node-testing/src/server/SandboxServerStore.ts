/** One emulator: every workspace has its own of each package, so nothing of one is seen from another. */
export interface EmulatorKey {
  /** Letters, digits, `_` and `-`, since it is part of the emulator's address. */
  readonly workspaceId: string;
  readonly packageId: string;
}

/** A callback that waits for its turn or for its next try. */
export interface StoredCallback extends EmulatorKey {
  readonly id: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Tries made so far. */
  readonly tries: number;
}

/** Where emulators keep their entries and the host its callback queue, so that a killed process loses neither. The database's sandbox repository has this shape. */
export interface SandboxServerStore {
  get(emulator: EmulatorKey, key: string): Promise<unknown>;
  set(emulator: EmulatorKey, key: string, value: unknown): Promise<void>;
  delete(emulator: EmulatorKey, key: string): Promise<void>;
  list(emulator: EmulatorKey, prefix: string): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  /** Those that have entries. */
  emulators(): Promise<readonly EmulatorKey[]>;
  addCallback(callback: Omit<StoredCallback, 'id' | 'tries'> & { readonly dueAt: Date }): Promise<string>;
  /** Of every workspace, oldest due first. */
  dueCallbacks(now: Date, limit: number): Promise<readonly StoredCallback[]>;
  /** Ends it when `next` is null, else tries again at `next`. */
  answeredCallback(id: string, answer: { status: number | null; next: Date | null; at: Date }): Promise<void>;
  /** Sends waiting callbacks to `url` whose own address ends with the same `/<door token>`. */
  moveCallbacks(emulator: EmulatorKey, door: { token: string; url: string }): Promise<void>;
}

/** What the virtual phone remembers. */
export interface PhoneStore {
  showOnPhone(message: EmulatorKey & { id: string; to: string; channel: string; content: unknown; sentAt: Date }): Promise<void>;
  /** Conversations by recipient, newest first. */
  phoneThreads(workspaceId: string, limit: number): Promise<readonly PhoneThread[]>;
  /** Oldest first. */
  phoneMessages(conversation: { workspaceId: string; to: string }, limit: number): Promise<readonly ShownMessage[]>;
  /** Notes the tap; `null` for a message that the workspace does not have. */
  tapped(message: { workspaceId: string; id: string }, tap: unknown): Promise<{ readonly packageId: string } | null>;
}

export interface PhoneThread {
  readonly to: string;
  readonly lastAt: Date;
  readonly count: number;
}

export interface ShownMessage {
  readonly id: string;
  readonly packageId: string;
  readonly to: string;
  readonly content: unknown;
  readonly taps: readonly unknown[];
  readonly sentAt: Date;
}
