export interface ApiKeyRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface WorkspaceRepository {
  get(id: string): Promise<{ readonly id: string; readonly name: string; readonly timezone: string } | null>;
  /** The member's first workspace and role. */
  membership(userId: string): Promise<{ readonly workspaceId: string; readonly role: string } | null>;
  /** Everybody of a shop, by name. */
  members(workspaceId: string): Promise<readonly { readonly id: string; readonly name: string; readonly email: string }[]>;
  hasAnyUser(): Promise<boolean>;
  create(workspace: { name: string; slug: string; ownerId: string }): Promise<{ readonly id: string }>;
  apiKeys(workspaceId: string): Promise<readonly ApiKeyRow[]>;
  createApiKey(key: { workspaceId: string; name: string; prefix: string; hash: string }): Promise<ApiKeyRow>;
  /** Also notes its use, at most once a minute. */
  apiKeyByHash(hash: string): Promise<ApiKeyRow | null>;
  revokeApiKey(key: { workspaceId: string; id: string }): Promise<void>;
}
