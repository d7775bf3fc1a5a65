import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { callBitrix } from '../api/callBitrix.ts';
import { bitrix24Portal } from '../connection.ts';

const CommentId = z.union([z.number(), z.string()]).transform(Number);

/** Writes a note on a record's timeline. Not safe to repeat: comments have no key of ours. */
export const addComment = defineAction({
  id: 'bitrix24.addComment',
  version: 1,
  title: { vi: 'Ghi chú vào Bitrix24', en: 'Add Bitrix24 comment' },
  summary: { vi: 'Viết một ghi chú vào dòng thời gian của hồ sơ CRM', en: 'Writes a note on the timeline of a CRM record' },
  keywords: ['crm', 'ghi chú', 'timeline', 'bitrix'],
  connection: bitrix24Portal,
  input: z.object({
    record: described(z.enum(['lead', 'deal', 'contact']).default('lead'), {
      label: { vi: 'Loại hồ sơ', en: 'Record' },
      choices: {
        lead: { vi: 'Khách tiềm năng', en: 'Lead' },
        deal: { vi: 'Giao dịch', en: 'Deal' },
        contact: { vi: 'Liên hệ', en: 'Contact' },
      },
    }),
    recordId: described(z.number().int().positive(), { label: { vi: 'Mã hồ sơ', en: 'Record id' }, sample: 410 }),
    comment: described(z.string().trim().min(1).max(5_000), { label: { vi: 'Ghi chú', en: 'Comment' }, format: 'longText', sample: 'Khách đã chấm 2 sao' }),
  }),
  output: z.object({ id: described(z.number(), { label: { vi: 'Mã ghi chú', en: 'Comment id' } }) }),
  sample: { id: 975 },
  effects: { repeat: 'none' },
  async run({ input, http }) {
    // This method alone takes `fields` in lower case only.
    const fields = { ENTITY_ID: input.recordId, ENTITY_TYPE: input.record, COMMENT: input.comment };
    return { id: await callBitrix({ http, method: 'crm.timeline.comment.add', params: { fields }, result: CommentId, repeatable: false }) };
  },
});
