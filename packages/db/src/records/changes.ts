/** One row changed, for live views. Ids only, never content; a message is named by its run. */
export interface Change {
  readonly workspaceId: string;
  readonly kind: 'run' | 'message' | 'event' | 'flow' | 'connection' | 'alert' | 'broadcast';
  readonly id: string;
}

export interface ChangeFeed {
  /** Tells every process that listens; small and lossy, views re-read on reconnect. */
  announce(changes: readonly Change[]): Promise<void>;
  listen(listener: (change: Change) => void): Promise<() => Promise<void>>;
}
