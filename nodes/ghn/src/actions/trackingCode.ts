import { described } from '@noi/node-sdk';
import { z } from 'zod';

export const trackingCode = described(z.string().trim().min(1).max(50), {
  label: { vi: 'Mã vận đơn GHN', en: 'GHN tracking code' },
  hint: { vi: 'Chèn mã vận đơn từ bước trước.', en: 'Insert the tracking code from an earlier step.' },
  sample: 'L8BGNP',
});
