import { defineAction, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { callGhn } from '../api/callGhn.ts';
import { readParcel } from '../api/ParcelDetail.ts';
import { ghnShop } from '../connection.ts';
import { trackingCode } from './trackingCode.ts';

const Results = z.array(z.object({ order_code: z.string(), result: z.boolean(), message: z.string().nullish() }));

/**
 * Cancels a parcel that GHN has not picked up yet.
 *
 * Safe to retry: a refusal for a parcel that is already cancelled counts as done.
 */
export const cancelShipment = defineAction({
  id: 'ghn.cancelShipment',
  version: 1,
  title: { vi: 'Huỷ vận đơn GHN', en: 'Cancel GHN parcel' },
  summary: { vi: 'Huỷ kiện hàng khi GHN chưa đến lấy', en: 'Cancels the parcel before GHN picks it up' },
  connection: ghnShop,
  input: z.object({ trackingCode }),
  output: z.object({ trackingCode: described(z.string(), { label: { vi: 'Mã vận đơn', en: 'Tracking code' } }) }),
  sample: { trackingCode: 'L8BGNP' },
  effects: { repeat: 'native' },
  keywords: ['hủy đơn', 'cancel'],
  async run({ input, http }) {
    const results = await callGhn({ http, path: '/v2/switch-status/cancel', json: { order_codes: [input.trackingCode] }, data: Results });
    const result = results.find(({ order_code: code }) => code === input.trackingCode) ?? results[0];
    if (result?.result !== true && (await readParcel(http, input.trackingCode)).status !== 'cancel') throw refusal(result?.message);
    return { trackingCode: input.trackingCode };
  },
});

/** GHN answers 200 and says per parcel whether it was cancelled. */
function refusal(message: string | null | undefined): NodeError {
  return new NodeError(
    'rejected',
    {
      vi: 'GHN không huỷ được vận đơn này, thường vì đã lấy hàng. Hãy liên hệ GHN nếu cần trả hàng về.',
      en: 'GHN could not cancel this parcel, usually because it was picked up. Ask GHN to return it if needed.',
    },
    { field: 'trackingCode', ...(message ? { providerMessage: message } : {}) },
  );
}
