import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { SandboxHost } from '@noi/node-sdk';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface MailAccount {
  readonly user: string;
  readonly password: string;
}

const portKey = 'smtp-port';
const host = '127.0.0.1';

/** A mail server on this machine. It keeps its port over restarts, since connections have it written down; a port taken meanwhile is replaced. */
export async function startMailServer(sandbox: SandboxHost, accounts: ReadonlyMap<string, MailAccount>): Promise<MailServer> {
  const stored = (await sandbox.store.get<number>(portKey)) ?? 0;
  const server = await listen(() => createServer(sandbox, accounts), stored);
  const { port } = server.server.address() as AddressInfo;
  await sandbox.store.set(portKey, port);
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function listen(create: () => SMTPServer, port: number): Promise<SMTPServer> {
  const server = create();
  try {
    await once(server.listen(port, host), 'listening');
    return server;
  } catch (error) {
    if (port === 0) throw error;
    return listen(create, 0);
  }
}

function createServer(sandbox: SandboxHost, accounts: ReadonlyMap<string, MailAccount>): SMTPServer {
  const server = new SMTPServer({
    // Loopback only: there is nobody to hide from, and no certificate that a client could check.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    closeTimeout: 200,
    size: 16_000_000,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const account = accounts.get(username ?? '');
      if (account === undefined || account.password !== password) return done(reply(535, '5.7.8 Authentication failed'));
      return done(null, { user: account.user });
    },
    onRcptTo({ address }, _session, done) {
      done(refuseMailbox(address));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        show(sandbox, Buffer.concat(chunks), recipients).then(
          () => done(null, '2.0.0 OK'),
          () => done(reply(451, '4.3.0 Local error')),
        );
      });
    },
  });
  // Callers that hang up midway, and a port that is taken, end here; without a listener they would end the process.
  server.on('error', (error: Error) => sandbox.logger.debug({ error: error.message }, 'SMTP trouble'));
  return server;
}

/** Mailboxes by whose name the emulator knows what is wrong with them. */
function refuseMailbox(address: string): Error | null {
  const name = address.slice(0, address.lastIndexOf('@'));
  if (name === 'khong-ton-tai') return reply(550, '5.1.1 The email account does not exist');
  if (name === 'day-hop-thu') return reply(452, '4.2.2 The mailbox is over quota');
  return null;
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function show({ now, showOnPhone }: SandboxHost, raw: Buffer, recipients: readonly string[]): Promise<void> {
  const mail = await PostalMime.parse(raw);
  for (const to of recipients) {
    await showOnPhone({
      id: randomUUID(),
      to,
      channel: 'email',
      sender: { name: mail.from?.name || mail.from?.address || '' },
      title: mail.subject ?? '',
      text: (mail.text ?? mail.html ?? '').trimEnd(),
      ...(mail.html ? { html: mail.html } : {}),
      ...(mail.attachments.length > 0 && { attachments: mail.attachments.map(({ filename, content }) => ({ name: filename ?? '', bytes: sizeOf(content) })) }),
      sentAt: now().toISOString(),
    });
  }
}

function sizeOf(content: ArrayBuffer | Uint8Array | string): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}
