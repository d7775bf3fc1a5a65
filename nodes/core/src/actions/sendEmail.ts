import { defineAction, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { coreSmtp } from '../smtp/coreSmtp.ts';
import { letterBody } from '../smtp/letterBody.ts';
import { SmtpClient } from '../smtp/SmtpClient.ts';

/** Many mail servers take 25 MB at most, and on the way files grow by a third. */
const mostBytes = 10_485_760;

/**
 * Sends one email. A body of rich text goes out as a page with plain words beside it, any other as the plain words that it is.
 *
 * Not safe to repeat: SMTP has no idempotency. The Message-ID is made from the idempotency key, so a repeat that
 * happens all the same can at least be told by the recipient's mailbox.
 */
export const sendEmail = defineAction({
  id: 'core.sendEmail',
  version: 1,
  title: { vi: 'Gửi email', en: 'Send email' },
  summary: { vi: 'Gửi một email từ hộp thư của shop', en: "Sends an email from the shop's mailbox" },
  keywords: ['email', 'thư', 'mail', 'smtp'],
  connection: coreSmtp,
  input: z.object({
    to: described(z.string().min(1), { label: { vi: 'Gửi đến', en: 'To' }, format: 'email', sample: 'lan@example.com' }),
    subject: described(z.string().min(1).max(250), { label: { vi: 'Tiêu đề', en: 'Subject' }, sample: 'Cảm ơn bạn đã mua hàng' }),
    body: described(z.string().min(1), { label: { vi: 'Nội dung', en: 'Body' }, format: 'richText', sample: 'Chào chị Lan, cảm ơn chị đã mua hàng.' }),
    fromName: described(z.string().max(120).optional(), {
      label: { vi: 'Tên người gửi', en: 'Sender name' },
      hint: { vi: 'Để trống thì dùng tên của kết nối', en: "Leave empty for the connection's name" },
      sample: 'Nhà sách Minh Tâm',
    }),
    replyTo: described(z.string().optional(), { label: { vi: 'Trả lời về địa chỉ', en: 'Reply to' }, format: 'email' }),
    attachments: described(z.array(z.string().min(1)).max(5).optional(), {
      label: { vi: 'Tệp đính kèm', en: 'Attachments' },
      hint: { vi: 'Tối đa 5 tệp, tổng cộng 10 MB', en: 'At most 5 files, 10 MB together' },
      format: 'file',
      maxBytes: mostBytes,
    }),
  }),
  output: z.object({
    messageId: described(z.string(), { label: { vi: 'Mã thư', en: 'Message id' } }),
    sentAt: described(z.string(), { label: { vi: 'Gửi lúc', en: 'Sent at' }, format: 'dateTime' }),
  }),
  sample: { messageId: '<k3v9q2@example.com>', sentAt: '2026-11-25T03:15:00.000Z' },
  effects: { repeat: 'none', rateClass: 'smtp' },
  message: { channel: 'email', purpose: 'care', recipient: ({ to }) => to, preview: ({ subject }) => subject },
  async run({ input, client, files, idempotencyKey, now }) {
    const to = address(input.to, 'to');
    const attachments = input.attachments?.length ? await files.read(input.attachments, { field: 'attachments', maxBytes: mostBytes }) : [];
    const { messageId } = await SmtpClient.parse(client).send({
      to,
      subject: input.subject.replace(/[\r\n]+/g, ' ').trim(),
      ...letterBody(input.body),
      key: idempotencyKey,
      date: now,
      attachments,
      ...(input.fromName ? { fromName: input.fromName } : {}),
      ...(input.replyTo ? { replyTo: address(input.replyTo, 'replyTo') } : {}),
    });
    return { messageId, sentAt: now.toISOString() };
  },
});

/** One bare address: no name, no list, nothing that could grow a header. */
function address(raw: string, field: string): string {
  const parsed = z.email().safeParse(raw.trim());
  if (parsed.success) return parsed.data;
  throw new NodeError('invalid_input', { vi: `“${raw}” không phải địa chỉ email. Hãy sửa lại.`, en: `“${raw}” is not an email address. Fix it.` }, { field });
}
