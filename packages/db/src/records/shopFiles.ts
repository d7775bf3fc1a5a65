/** A file that the shop keeps, without its content. */
export interface ShopFileRow {
  readonly id: string;
  readonly workspaceId: string;
  /** With its ending, as people see it. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly createdAt: Date;
  /** Null when a program did it by an API key. */
  readonly createdBy: string | null;
}

export interface NewShopFile {
  readonly workspaceId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  readonly createdBy: string | null;
  readonly at: Date;
  /** The most that the shop may keep in all. */
  readonly limits: { readonly bytes: number; readonly files: number };
}

/** What became of a file that was put in: `known` when the shop had this very content already, under the name of then. */
export type PutShopFile = { readonly outcome: 'kept' | 'known'; readonly file: ShopFileRow } | { readonly outcome: 'full' };

interface Key {
  readonly workspaceId: string;
  readonly id: string;
}

export interface ShopFileRepository {
  put(file: NewShopFile): Promise<PutShopFile>;
  /** The newest first; as many as the limits allow. */
  list(workspaceId: string): Promise<readonly ShopFileRow[]>;
  /** Null also for what is no id at all. */
  get(key: Key): Promise<ShopFileRow | null>;
  content(key: Key): Promise<Uint8Array | null>;
  /** Flows whose draft or live version names the file, by name; at most `limit`. */
  usedBy(key: Key & { readonly limit: number }): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Whether there was such a file. */
  remove(key: Key): Promise<boolean>;
}
