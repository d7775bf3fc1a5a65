import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { addItem, entityTypes, findItem } from '../api/addItem.ts';
import { personFields, personShape } from '../api/personFields.ts';
import { statusOptions } from '../api/statusOptions.ts';
import { bitrix24Portal } from '../connection.ts';

/**
 * Makes a lead in the CRM.
 *
 * Bitrix24 drops no repeat; the lead carries our key as its origin, and `lookUp` finds it by that.
 */
export const createLead = defineAction({
  id: 'bitrix24.createLead',
  version: 1,
  title: { vi: 'Tạo khách tiềm năng Bitrix24', en: 'Create Bitrix24 lead' },
  summary: { vi: 'Thêm một khách tiềm năng (lead) vào CRM', en: 'Adds a lead to the CRM' },
  keywords: ['crm', 'lead', 'khách tiềm năng', 'bitrix'],
  connection: bitrix24Portal,
  input: z.object({
    title: described(z.string().trim().min(1).max(250), { label: { vi: 'Tiêu đề', en: 'Title' }, sample: 'Nguyễn Thị Lan · Tư vấn size' }),
    ...personShape,
    source: described(z.string().max(50).optional(), { label: { vi: 'Nguồn', en: 'Source' }, sample: 'WEB' }),
    comments: described(z.string().max(5_000).optional(), { label: { vi: 'Ghi chú', en: 'Comments' }, format: 'longText', sample: 'Cần tư vấn size' }),
  }),
  output: z.object({ id: described(z.number(), { label: { vi: 'Mã khách tiềm năng', en: 'Lead id' } }) }),
  sample: { id: 410 },
  effects: { repeat: 'lookup' },
  options: { source: (context) => statusOptions(context, 'SOURCE') },
  run: (call) => {
    const { title, source, comments } = call.input;
    return addItem(call, entityTypes.lead, { title, ...personFields(call.input), ...(source ? { sourceId: source } : {}), ...(comments ? { comments } : {}) });
  },
  lookUp: (call) => findItem(call, entityTypes.lead),
});
