import { described, type HttpResponse, NodeError } from '@noi/node-sdk';
import { z } from 'zod';

/** Haravan's own number of an order, as events carry it in `order.externalId`. */
export const orderId = described(z.string().regex(/^\d+$/), {
  label: { vi: 'Id đơn hàng ở Haravan', en: 'Haravan order id' },
  hint: { vi: 'Chèn “Id ở nguồn” của đơn hàng từ bước trước.', en: 'Insert the order’s “Id at the source” from an earlier step.' },
  sample: '1138637099',
});

/** Says in plain words that the order is not there. */
export async function refuseMissing(call: () => Promise<HttpResponse>): Promise<HttpResponse> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof NodeError) || error.options.providerCode !== '404') throw error;
    const text = {
      vi: 'Haravan không có đơn hàng này. Hãy xem lại ô Id đơn hàng: cần “Id ở nguồn”, không phải mã đơn.',
      en: 'Haravan has no such order. Check the order id: it must be the “Id at the source”, not the order code.',
    };
    throw new NodeError('rejected', text, { ...error.options, field: 'orderId', cause: error });
  }
}
