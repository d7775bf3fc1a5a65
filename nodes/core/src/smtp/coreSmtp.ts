import { defineConnection, described } from '@noi/node-sdk';
import { z } from 'zod';
import { openSmtp } from './openSmtp.ts';
import { SmtpClient } from './SmtpClient.ts';

const SmtpSecurity = z.enum(['starttls', 'tls', 'none']);

/** A mailbox of the shop's that can send over SMTP. */
export const coreSmtp = defineConnection({
  id: 'core.smtp',
  title: { vi: 'Hộp thư (SMTP)', en: 'Mailbox (SMTP)' },
  help: {
    vi: 'Với Gmail hãy tạo “mật khẩu ứng dụng” rồi dùng máy chủ smtp.gmail.com, cổng 587.',
    en: 'For Gmail make an "app password" and use the server smtp.gmail.com, port 587.',
  },
  fields: z.object({
    host: described(z.string().min(1), { label: { vi: 'Máy chủ gửi thư', en: 'Mail server' }, sample: 'smtp.gmail.com' }),
    port: described(
      z
        .string()
        .regex(/^\d{1,5}$/)
        .default('587'),
      { label: { vi: 'Cổng', en: 'Port' }, hint: { vi: '587, 465, 25 hoặc 2525', en: '587, 465, 25 or 2525' }, sample: '587' },
    ),
    security: described(SmtpSecurity.default('starttls'), {
      label: { vi: 'Bảo mật đường truyền', en: 'Security' },
      choices: {
        starttls: { vi: 'STARTTLS (thường với cổng 587)', en: 'STARTTLS (usual with port 587)' },
        tls: { vi: 'TLS (thường với cổng 465)', en: 'TLS (usual with port 465)' },
        none: { vi: 'Không mã hoá', en: 'No encryption' },
      },
    }),
    user: described(z.string().min(1), { label: { vi: 'Tên đăng nhập', en: 'User name' }, sample: 'shop@example.com' }),
    password: described(z.string().min(1), { label: { vi: 'Mật khẩu', en: 'Password' }, secret: true }),
    fromEmail: described(z.email(), { label: { vi: 'Gửi từ địa chỉ', en: 'Sender address' }, format: 'email', sample: 'shop@example.com' }),
    fromName: described(z.string().max(120).optional(), { label: { vi: 'Tên người gửi', en: 'Sender name' }, sample: 'Nhà sách Minh Tâm' }),
  }),
  services: {},
  openClient: openSmtp,
  async test({ client, values }) {
    await SmtpClient.parse(client).verify();
    return { account: `${values.fromEmail} (${values.host})` };
  },
});
