import type { LoaderContext, Option } from '@noi/node-sdk';
import { z } from 'zod';
import { callBitrix } from './callBitrix.ts';

const Statuses = z.array(z.object({ STATUS_ID: z.string(), NAME: z.string() }));

/** One of the portal's lists (`SOURCE`, `STATUS`, `DEAL_STAGE`) as choices. */
export async function statusOptions({ http, search }: LoaderContext, list: string): Promise<readonly Option[]> {
  const params = { filter: { ENTITY_ID: list }, order: { SORT: 'ASC' } };
  const rows = await callBitrix({ http, method: 'crm.status.list', params, result: Statuses, repeatable: true });
  const wanted = search.trim().toLocaleLowerCase('vi');
  return rows.filter(({ NAME }) => NAME.toLocaleLowerCase('vi').includes(wanted)).map(({ STATUS_ID, NAME }) => ({ value: STATUS_ID, label: NAME }));
}
