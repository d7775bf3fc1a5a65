import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { haravanShop } from '../connection.ts';
import { splitTags } from './getOrder.ts';
import { orderId, refuseMissing } from './orderId.ts';

/**
 * Adds tags to an order and keeps those it has.
 *
 * Safe to retry: adding a tag that is there changes nothing.
 */
export const addOrderTags = defineAction({
  id: 'haravan.addOrderTags',
  version: 1,
  title: { vi: 'Gắn thẻ đơn hàng Haravan', en: 'Tag Haravan order' },
  summary: { vi: 'Thêm thẻ vào đơn hàng, giữ các thẻ đang có', en: 'Adds tags to the order and keeps those it has' },
  connection: haravanShop,
  input: z.object({
    orderId,
    tags: described(z.string().min(1).max(400), {
      label: { vi: 'Thẻ cần thêm', en: 'Tags to add' },
      hint: { vi: 'Nhiều thẻ cách nhau bằng dấu phẩy, mỗi thẻ tối đa 40 ký tự.', en: 'Separate several tags by commas; up to 40 characters each.' },
      sample: 'đã mời đánh giá',
    }),
  }),
  output: z.object({ tags: described(z.array(z.string()), { label: { vi: 'Các thẻ của đơn', en: 'Tags of the order' } }) }),
  sample: { tags: ['vip', 'đã mời đánh giá'] },
  effects: { repeat: 'native' },
  keywords: ['nhãn', 'tag', 'đánh dấu'],
  async run({ input, http }) {
    const json = { tags: splitTags(input.tags).join(',') };
    const response = await refuseMissing(() => http.post(`/com/orders/${input.orderId}/tags.json`, { json, repeatable: true }));
    return { tags: splitTags(response.json(z.object({ tags: z.string().nullish() })).tags) };
  },
});
