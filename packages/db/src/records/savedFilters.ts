/** A list of runs that a member comes back to. */
export interface SavedFilterRow {
  readonly id: string;
  readonly name: string;
  /** As the address of the list has it. */
  readonly filter: Readonly<Record<string, unknown>>;
}

interface Owner {
  readonly workspaceId: string;
  readonly userId: string;
}

export interface SavedFilterRepository {
  /** By name. */
  list(owner: Owner): Promise<readonly SavedFilterRow[]>;
  /** Under a name that the member has already, it takes the former one's place. */
  save(owner: Owner, filter: Omit<SavedFilterRow, 'id'>): Promise<void>;
  remove(owner: Owner & { id: string }): Promise<void>;
}
