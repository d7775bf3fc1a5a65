import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { readReply } from '../api/readReply.ts';
import { zaloOa } from '../connection.ts';

const Count = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().nonnegative());
const Quota = z.looseObject({ dailyQuota: Count, remainingQuota: Count });

/** Tells how many ZNS the account may still send today. Only reads, so it is safe to repeat. */
export const getZnsQuota = defineAction({
  id: 'zalo.getZnsQuota',
  version: 1,
  title: { vi: 'Xem hạn mức ZNS', en: 'Get ZNS quota' },
  summary: { vi: 'Cho biết hôm nay còn gửi được bao nhiêu tin ZNS', en: 'Tells how many ZNS messages are left today' },
  keywords: ['zalo', 'zns', 'hạn mức', 'quota'],
  connection: zaloOa,
  input: z.object({}),
  output: z.object({
    daily: described(z.number(), { label: { vi: 'Hạn mức mỗi ngày', en: 'Daily quota' } }),
    remaining: described(z.number(), { label: { vi: 'Còn lại hôm nay', en: 'Left today' } }),
  }),
  sample: { daily: 5000, remaining: 4820 },
  effects: { repeat: 'native' },
  async run({ http, now, idempotencyKey }) {
    const response = await http.get('/message/quota', { service: 'zns' });
    const { dailyQuota, remainingQuota } = readReply({ response, schema: Quota, api: 'zns', now, seed: idempotencyKey });
    return { daily: dailyQuota, remaining: remainingQuota };
  },
});
