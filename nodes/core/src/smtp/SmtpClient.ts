import type { ShopFile } from '@noi/node-sdk';
import { z } from 'zod';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same as a page; readers that show none fall back on `text`. */
  readonly html?: string;
  readonly fromName?: string;
  readonly replyTo?: string;
  readonly attachments: readonly ShopFile[];
  /** Names the message; the sender's domain is added. */
  readonly key: string;
  readonly date: Date;
}

/** What actions may do with a mailbox; secrets stay behind it. Failures are `NodeError`s. */
export interface SmtpClient {
  /** Resolves when the server took responsibility for the message. */
  send(mail: Mail): Promise<{ readonly messageId: string }>;
  /** Logs in and leaves. */
  verify(): Promise<void>;
}

/** Hosts hand the client over as `unknown`. */
export const SmtpClient = z.custom<SmtpClient>(
  (client) => typeof client === 'object' && client !== null && 'send' in client && 'verify' in client,
  'The host opened no SMTP client',
);
