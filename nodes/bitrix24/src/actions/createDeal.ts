import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { addItem, entityTypes, findItem } from '../api/addItem.ts';
import { statusOptions } from '../api/statusOptions.ts';
import { bitrix24Portal } from '../connection.ts';

/** Makes a deal in the general pipeline; found again by its origin, as a lead is. */
export const createDeal = defineAction({
  id: 'bitrix24.createDeal',
  version: 1,
  title: { vi: 'Tạo giao dịch Bitrix24', en: 'Create Bitrix24 deal' },
  summary: { vi: 'Thêm một giao dịch (deal) vào CRM', en: 'Adds a deal to the CRM' },
  keywords: ['crm', 'deal', 'giao dịch', 'cơ hội', 'bitrix'],
  connection: bitrix24Portal,
  input: z.object({
    title: described(z.string().trim().min(1).max(250), { label: { vi: 'Tiêu đề', en: 'Title' }, sample: 'Đơn 100020 · Nguyễn Thị Lan' }),
    amount: described(z.number().min(0).optional(), { label: { vi: 'Giá trị', en: 'Amount' }, format: 'money', sample: 1250000 }),
    stage: described(z.string().max(50).optional(), { label: { vi: 'Giai đoạn', en: 'Stage' }, sample: 'NEW' }),
    comments: described(z.string().max(5_000).optional(), { label: { vi: 'Ghi chú', en: 'Comments' }, format: 'longText', sample: 'Khách mua lần đầu' }),
  }),
  output: z.object({ id: described(z.number(), { label: { vi: 'Mã giao dịch', en: 'Deal id' } }) }),
  sample: { id: 7405 },
  effects: { repeat: 'lookup' },
  options: { stage: (context) => statusOptions(context, 'DEAL_STAGE') },
  run: (call) => {
    const { title, amount, stage, comments } = call.input;
    const money = amount === undefined ? {} : { opportunity: amount, currencyId: 'VND', isManualOpportunity: 'Y' };
    return addItem(call, entityTypes.deal, { title, ...money, ...(stage ? { stageId: stage } : {}), ...(comments ? { comments } : {}) });
  },
  lookUp: (call) => findItem(call, entityTypes.deal),
});
