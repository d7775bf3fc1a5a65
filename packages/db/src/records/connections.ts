import type { Text } from '@noi/events';

export interface ConnectionRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly packageId: string;
  readonly type: string;
  readonly name: string;
  readonly mode: 'live' | 'sandbox';
  readonly state: 'ok' | 'attention';
  readonly problem: Text | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly sealedSecrets: Uint8Array;
  readonly doorToken: string;
  readonly revision: number;
  readonly refreshBeganAt: Date | null;
  readonly testedAt: Date | null;
  readonly account: string | null;
  readonly createdAt: Date;
}

export interface ConnectionRepository {
  list(workspaceId: string): Promise<readonly ConnectionRow[]>;
  get(key: { workspaceId: string; id: string }): Promise<ConnectionRow | null>;
  /** By the secret part of its webhook address. */
  getByDoor(doorToken: string): Promise<ConnectionRow | null>;
  create(row: Pick<ConnectionRow, 'workspaceId' | 'packageId' | 'type' | 'name' | 'mode' | 'settings' | 'sealedSecrets' | 'doorToken'>): Promise<ConnectionRow>;
  /** Raises the revision when values change. */
  update(
    key: { workspaceId: string; id: string },
    change: Partial<Pick<ConnectionRow, 'name' | 'settings' | 'sealedSecrets' | 'state' | 'problem' | 'testedAt' | 'account'>>,
  ): Promise<ConnectionRow>;
  remove(key: { workspaceId: string; id: string }): Promise<void>;
  /** Marks, and commits, that the credentials of `revision` are about to be refreshed. `false` when they changed or a refresh is under way. */
  beginRefresh(key: { workspaceId: string; id: string; revision: number }, now: Date): Promise<boolean>;
  /** Stores the new credentials and ends the refresh, in one transaction. */
  endRefresh(
    key: { workspaceId: string; id: string; revision: number },
    values: { settings: Readonly<Record<string, string>>; sealedSecrets: Uint8Array },
  ): Promise<void>;
  /**
   * The provider refuses the values of this revision: the account wants attention. `lost` for the one who says so first, `known` when that was known,
   * `renewed` when the account has other values by now, or is no more.
   */
  markLost(key: { workspaceId: string; id: string; revision: number }, problem: Text): Promise<'lost' | 'known' | 'renewed'>;
  /** Ends a refresh that the provider refused (nothing was spent) and flags the connection when `problem` is given. */
  failRefresh(key: { workspaceId: string; id: string; revision: number }, problem: Text | null): Promise<void>;
}
