import { isIP } from 'node:net';
import { PassThrough } from 'node:stream';
import { type ConnectionValues, NodeError } from '@noi/node-sdk';
import { createTransport } from 'nodemailer';
import type { Mail, SmtpClient } from './SmtpClient.ts';
import { smtpError } from './smtpError.ts';

/** Ports on which mail servers take submissions; others would make the product a scanner of strangers' machines. */
const mailPorts: readonly number[] = [25, 465, 587, 2525];

interface Opening {
  readonly values: ConnectionValues;
  checkHost(host: string, port: number): Promise<string>;
}

/** A client that dials anew for each message, so that a changed password or address holds from the next one on. */
export function openSmtp({ values, checkHost }: Opening): SmtpClient {
  const domain = (values.fromEmail ?? '').split('@').at(-1) ?? 'localhost';

  async function connect() {
    const host = values.host ?? '';
    const port = Number(values.port ?? '587');
    const address = await checkHost(host, port);
    refusePort(port, address);
    return createTransport({
      host: address,
      port,
      secure: values.security === 'tls',
      requireTLS: (values.security ?? 'starttls') === 'starttls',
      ignoreTLS: values.security === 'none',
      auth: { user: values.user ?? '', pass: values.password ?? '' },
      // The address was checked and is dialled as a number; the certificate is still the name's.
      ...(isIP(host) === 0 ? { tls: { servername: host } } : {}),
      // What the shop writes must never become a file of this machine or a page that it can reach.
      disableFileAccess: true,
      disableUrlAccess: true,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    });
  }

  return {
    async send(mail) {
      const transport = await connect();
      const sending = { isUnderWay: false };
      // The message is read only after login, so an error before that surely sent nothing.
      transport.use('stream', ({ message }, done) => {
        message.transform(() => {
          sending.isUnderWay = true;
          return new PassThrough();
        });
        done();
      });
      const messageId = `<${mail.key}@${domain}>`;
      try {
        await transport.sendMail({ ...headersOf(mail, values), messageId });
        return { messageId };
      } catch (error) {
        throw smtpError(error, sending);
      } finally {
        transport.close();
      }
    },
    async verify() {
      const transport = await connect();
      try {
        await transport.verify();
      } catch (error) {
        throw smtpError(error, { isUnderWay: false });
      } finally {
        transport.close();
      }
    },
  };
}

function headersOf({ to, subject, text, html, fromName, replyTo, attachments, date }: Mail, values: ConnectionValues) {
  const name = fromName || values.fromName;
  return {
    from: name ? { name, address: values.fromEmail ?? '' } : (values.fromEmail ?? ''),
    to: { name: '', address: to },
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    date,
    attachments: attachments.map(({ name, mediaType, content }) => ({ filename: name, contentType: mediaType, content: Buffer.from(content) })),
    ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
  };
}

/** A loopback address passes `checkHost` for the sandbox only, whose port is whatever was free. */
function refusePort(port: number, address: string): void {
  const isSandbox = address === '127.0.0.1' || address === '::1';
  if (mailPorts.includes(port) || isSandbox) return;
  throw new NodeError(
    'invalid_input',
    { vi: `Cổng ${port} không phải cổng gửi thư. Hãy dùng 587, 465, 25 hoặc 2525.`, en: `Port ${port} is no mail port. Use 587, 465, 25 or 2525.` },
    { field: 'port' },
  );
}
