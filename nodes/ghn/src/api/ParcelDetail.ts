import type { HttpClient } from '@noi/node-sdk';
import { z } from 'zod';
import { callGhn } from './callGhn.ts';

const ParcelDetail = z.object({
  order_code: z.string(),
  client_order_code: z.string().nullish(),
  status: z.string(),
  cod_amount: z.number().nullish(),
  is_cod_collected: z.boolean().nullish(),
  leadtime: z.string().nullish(),
  finish_date: z.string().nullish(),
  log: z.array(z.object({ status: z.string(), updated_date: z.string() })).nullish(),
});
type ParcelDetail = z.infer<typeof ParcelDetail>;

/** Where GHN says that a parcel is. Only reads. */
export async function readParcel(http: HttpClient, trackingCode: string): Promise<ParcelDetail> {
  return callGhn({ http, path: '/v2/shipping-order/detail', json: { order_code: trackingCode }, data: ParcelDetail });
}
