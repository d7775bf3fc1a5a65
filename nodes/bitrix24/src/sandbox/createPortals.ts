import type { SandboxHost } from '@noi/node-sdk';

export interface Portal {
  readonly secret: string;
}

/** A lead, deal or contact as `crm.item.*` gives it: numbers as numbers, fields in camelCase. */
export type Item = Readonly<Record<string, unknown>> & { readonly id: number; readonly entityTypeId: number };

export interface Portals {
  open(secret: string): Promise<void>;
  bySecret(secret: string): Promise<Portal | null>;
  items(portal: Portal, entityTypeId: number): Promise<readonly Item[]>;
  addItem(portal: Portal, entityTypeId: number, fields: Readonly<Record<string, unknown>>): Promise<Item>;
  addComment(portal: Portal, comment: Readonly<Record<string, unknown>>): Promise<number>;
}

const firstId = 410;

/** The emulated portals. Ids are given one after the other. */
export function createPortals({ store, now }: SandboxHost): Portals {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine;
    return mine;
  };
  const nextId = async ({ secret }: Portal): Promise<number> => {
    const id = (await store.get<number>(`next:${secret}`)) ?? firstId;
    await store.set(`next:${secret}`, id + 1);
    return id;
  };
  const place = ({ secret }: Portal, entityTypeId: number) => `item:${secret}:${entityTypeId}:`;

  return {
    open: (secret) => store.set(`portal:${secret}`, { secret } satisfies Portal),
    bySecret: (secret) => store.get<Portal>(`portal:${secret}`),
    items: async (portal, entityTypeId) => (await store.list<Item>(place(portal, entityTypeId))).map(({ value }) => value).sort((a, b) => a.id - b.id),
    addItem: (portal, entityTypeId, fields) =>
      inTurn(async () => {
        const at = now().toISOString();
        const item: Item = { ...fields, id: await nextId(portal), entityTypeId, createdTime: at, updatedTime: at };
        await store.set(`${place(portal, entityTypeId)}${item.id}`, item);
        return item;
      }),
    addComment: (portal, comment) =>
      inTurn(async () => {
        const id = await nextId(portal);
        await store.set(`comment:${portal.secret}:${id}`, { ...comment, id });
        return id;
      }),
  };
}
