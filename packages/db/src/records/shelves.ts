export interface FolderRow {
  readonly id: string;
  readonly name: string;
}

/** Where one flow is kept, as one member sees it. */
export interface FlowPlace {
  readonly flowId: string;
  readonly folderId: string | null;
  readonly tags: readonly string[];
  readonly isStarred: boolean;
}

export interface ShelfRepository {
  /** By name. */
  folders(workspaceId: string): Promise<readonly FolderRow[]>;
  /** Of flows that lie in a folder, carry a tag or have the member's star; the others lie open. */
  places(workspaceId: string, userId: string | null): Promise<readonly FlowPlace[]>;
  /** `null` when a folder of that name is there already, letter case aside. */
  createFolder(folder: { workspaceId: string; name: string; at: Date }): Promise<FolderRow | null>;
  /** `false` when there is no such folder, or another one of that name. */
  renameFolder(key: { workspaceId: string; id: string }, name: string): Promise<boolean>;
  /** Its flows lie open again. */
  removeFolder(key: { workspaceId: string; id: string }): Promise<void>;
  /** Puts flows into a folder of the same shop, or out of any (`null`). Returns how many. */
  move(request: { workspaceId: string; flowIds: readonly string[]; folderId: string | null }): Promise<number>;
  /** Replaces the tags of a flow. */
  setTags(key: { workspaceId: string; flowId: string }, tags: readonly string[]): Promise<void>;
  star(key: { workspaceId: string; flowId: string; userId: string }, isStarred: boolean): Promise<void>;
}
