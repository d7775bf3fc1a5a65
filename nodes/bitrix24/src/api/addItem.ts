import type { ActionContext, LookUpResult } from '@noi/node-sdk';
import { z } from 'zod';
import { callBitrix } from './callBitrix.ts';

/** Bitrix24's numbers for the kinds of CRM records. */
export const entityTypes = { lead: 1, deal: 2, contact: 3 } as const;
const originator = 'noi';

const Added = z.object({ item: z.object({ id: z.union([z.number(), z.string()]).transform(Number) }) });
/** Where there is nothing PHP sends a list for a map. */
const Found = z.object({ items: z.array(z.object({ id: z.union([z.number(), z.string()]).transform(Number) })) });

type Call = Pick<ActionContext<unknown>, 'http' | 'idempotencyKey'>;

/** Makes one record; it carries our key as its origin, by which it is found again. */
export async function addItem({ http, idempotencyKey }: Call, entityTypeId: number, fields: Readonly<Record<string, unknown>>): Promise<{ id: number }> {
  const marked = { ...fields, originatorId: originator, originId: idempotencyKey };
  const { item } = await callBitrix({ http, method: 'crm.item.add', params: { entityTypeId, fields: marked }, result: Added, repeatable: false });
  return { id: item.id };
}

/** Looks for the record of an attempt whose answer was lost. */
export async function findItem({ http, idempotencyKey }: Call, entityTypeId: number): Promise<LookUpResult<{ id: number }>> {
  const filter = { originatorId: originator, originId: idempotencyKey };
  const params = { entityTypeId, filter, select: ['id'], order: { id: 'ASC' } };
  const { items } = await callBitrix({ http, method: 'crm.item.list', params, result: Found, repeatable: true });
  const [item] = items;
  return item === undefined ? { found: 'absent' } : { found: 'yes', output: { id: item.id } };
}
