import type { FlowFile } from '@noi/flow';

export interface FlowLinkRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly flowId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly withdrawnAt: Date | null;
}

export interface FlowLinkRepository {
  /** Throws `not_found` when the shop has no such flow. */
  create(link: {
    workspaceId: string;
    flowId: string;
    /** SHA-256 of the link's secret, in hex. */
    hash: string;
    file: FlowFile;
    createdBy: string | null;
    at: Date;
    expiresAt: Date;
  }): Promise<FlowLinkRow>;
  /** Links of a flow that can still be opened, newest first. */
  list(query: { workspaceId: string; flowId: string; now: Date; limit: number }): Promise<readonly FlowLinkRow[]>;
  /** `false` when there is no such link. */
  withdraw(key: { workspaceId: string; id: string }, at: Date): Promise<boolean>;
  /** By its secret: what it shows, as long as it is good and its flow was not removed. */
  find(hash: string, now: Date): Promise<{ readonly workspaceId: string; readonly file: FlowFile; readonly expiresAt: Date } | null>;
}
