import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { createFileReader } from '@noi/node-sdk';
import { createMemoryStore, createNodeHarness, createSandboxServer, runAction } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { corePackage } from '../index.ts';
import { coreSmtp } from '../smtp/coreSmtp.ts';
import { sendEmail } from './sendEmail.ts';

const thanks = { to: 'lan@example.com', subject: 'Cảm ơn chị Lan', body: 'Đơn 100020 đã giao.\nHẹn gặp lại chị.' };

/** A mail server that says what the test wants, then hangs up or goes on. */
async function aServer(talk: (line: string, socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('220 ready\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) talk(line, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: String((server.address() as AddressInfo).port), [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** Answers like a server without login until `DATA`. */
function polite(line: string, socket: Socket): void {
  if (/^EHLO/.test(line)) socket.write('250 hello\r\n');
  else if (/^(MAIL|RCPT)/.test(line)) socket.write('250 ok\r\n');
  else if (/^DATA/.test(line)) socket.write('354 go on\r\n');
}

test('the customer finds the mail on the phone, under a Message-ID made from the key', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp', clock: { now: () => new Date('2026-11-25T03:15:00.000Z') } });
  const sent = await harness.run(sendEmail, thanks, { idempotencyKey: 'k3v9q2' });
  expect(sent).toEqual({ messageId: '<k3v9q2@example.com>', sentAt: '2026-11-25T03:15:00.000Z' });
  expect((await harness.phone.phoneMessages('lan@example.com', 10)).map(({ content }) => content)).toEqual([
    {
      id: expect.any(String),
      to: 'lan@example.com',
      channel: 'email',
      sender: { name: 'Nhà sách Minh Tâm' },
      title: 'Cảm ơn chị Lan',
      text: 'Đơn 100020 đã giao.\nHẹn gặp lại chị.',
      sentAt: '2026-11-25T03:15:00.000Z',
    },
  ]);
});

test('a letter of rich text comes as a page and in plain words, both without what has no place in it', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  const body = '<h2>Cảm ơn chị Lan</h2><p>Đơn <strong>100020</strong> đã giao.<br>Hẹn gặp lại chị.<img src="x" onerror="alert(1)"></p>';
  await harness.run(sendEmail, { ...thanks, body });
  const [shown] = await harness.phone.phoneMessages('lan@example.com', 10);
  expect(shown?.content).toMatchObject({
    text: 'Cảm ơn chị Lan\n\nĐơn 100020 đã giao.\nHẹn gặp lại chị.',
    html: expect.stringContaining('<body><h2>Cảm ơn chị Lan</h2><p>Đơn <strong>100020</strong> đã giao.<br />Hẹn gặp lại chị.</p></body>'),
  });
});

/** A shop that keeps one file, under a name with many marks. */
const shopFiles = (bytes: Uint8Array) =>
  createFileReader({
    find: async (id) =>
      id === 'f1' ? { name: 'Bảng giá Tết – ưu đãi đặc biệt dành riêng cho khách quen.pdf', mediaType: 'application/pdf', bytes: bytes.byteLength } : null,
    content: async () => bytes,
  });

test('files come with the mail, under their Vietnamese names', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  const files = shopFiles(new TextEncoder().encode('%PDF-1.7 giá'.repeat(100_000)));
  await harness.run(sendEmail, { ...thanks, attachments: ['f1'] }, { files });
  const [message] = await harness.phone.phoneMessages('lan@example.com', 10);
  expect(message?.content).toMatchObject({
    text: thanks.body,
    attachments: [{ name: 'Bảng giá Tết – ưu đãi đặc biệt dành riêng cho khách quen.pdf', bytes: 1_300_000 }],
  });
});

test.each([
  ['a file that is gone', ['f1', 'f2'], 10],
  ['files that are too large together', ['f1', 'f1'], 6_000_000],
])('with %s nothing is sent', async (_what, attachments, bytes) => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  const sent = harness.run(sendEmail, { ...thanks, attachments }, { files: shopFiles(new Uint8Array(bytes)) });
  await expect(sent).rejects.toMatchObject({ kind: 'invalid_input', options: { field: 'attachments' } });
  expect(await harness.phone.phoneThreads(10)).toEqual([]);
});

test('a line break in the subject adds no header', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  await harness.run(sendEmail, { ...thanks, subject: 'Chào\r\nBcc: ai-do@example.com', fromName: 'Shop "A"\r\nX: y' });
  expect((await harness.phone.phoneThreads(10)).map(({ to }) => to)).toEqual(['lan@example.com']);
});

test.each([
  ['no address', { ...thanks, to: 'chưa có' }, 'to'],
  ['two addresses', { ...thanks, to: 'a@example.com, b@example.com' }, 'to'],
  ['a bad reply address', { ...thanks, replyTo: 'x' }, 'replyTo'],
])('%s is refused before the server is called', async (_what, input, field) => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  await expect(harness.run(sendEmail, input)).rejects.toMatchObject({ kind: 'invalid_input', options: { field } });
});

test.each([
  ['khong-ton-tai@example.com', 'rejected', '550'],
  ['day-hop-thu@example.com', 'unavailable', '452'],
])('the mailbox %s gives %s', async (to, kind, code) => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  await expect(harness.run(sendEmail, { ...thanks, to })).rejects.toMatchObject({ kind, options: { providerCode: code } });
});

test('a wrong password is unauthorized, in sending and in the connection test', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  const values = { ...harness.values, password: 'wrong' };
  await expect(harness.run(sendEmail, thanks, { values })).rejects.toMatchObject({ kind: 'unauthorized' });
  await expect(harness.test(values)).rejects.toMatchObject({ kind: 'unauthorized' });
  expect((await harness.test()).account).toContain('127.0.0.1');
});

test('a server that is not there sent nothing', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  await expect(harness.run(sendEmail, thanks, { values: { ...harness.values, port: '1' } })).rejects.toMatchObject({ kind: 'unavailable' });
});

test('a server that hangs up before the message sent nothing, one that does so in the middle may have', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  const values = { ...harness.values };
  await using early = await aServer((_line, socket) => socket.destroy());
  await expect(harness.run(sendEmail, thanks, { values: { ...values, port: early.port } })).rejects.toMatchObject({ kind: 'unavailable' });

  await using late = await aServer((line, socket) => (line === '.' ? socket.destroy() : polite(line, socket)));
  await expect(harness.run(sendEmail, thanks, { values: { ...values, port: late.port } })).rejects.toMatchObject({ kind: 'unknown_outcome' });
});

test('a server that refuses the content has surely not taken it', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  await using server = await aServer((line, socket) => (line === '.' ? socket.write('554 5.7.1 spam\r\n') : polite(line, socket)));
  await expect(harness.run(sendEmail, thanks, { values: { ...harness.values, port: server.port } })).rejects.toMatchObject({
    kind: 'rejected',
    options: { providerCode: '554' },
  });
});

test('only mail ports are dialled, and a refused host never is', async () => {
  const values = { host: 'mail.example.com', port: '6379', security: 'none', user: 'u', password: 'p', fromEmail: 'a@example.com' };
  const opened = coreSmtp.openClient?.({ values, checkHost: async () => '203.0.113.9' });
  await expect(coreSmtp.test({ http: undefined as never, client: opened, values })).rejects.toMatchObject({
    kind: 'invalid_input',
    options: { field: 'port' },
  });

  const refused = coreSmtp.openClient?.({ values, checkHost: async () => Promise.reject(new Error('private address')) });
  await expect(coreSmtp.test({ http: undefined as never, client: refused, values })).rejects.toThrow('private address');
});

test('the mail server keeps its port over restarts, and takes another when it is gone', async () => {
  const store = createMemoryStore();
  const open = async () => {
    const server = await createSandboxServer({ packages: [corePackage], store, phone: store, key: 'k' });
    const { sandbox } = await server.emulator({ workspaceId: 'shop', packageId: 'core' });
    const { port } = await sandbox.openAccount({ type: 'core.smtp', doorUrl: 'http://door.test/hooks/d', shopName: 'Shop' });
    return { server, port };
  };
  const first = await open();
  await first.server.close();
  const second = await open();
  expect(second.port).toBe(first.port);
  const third = await open();
  expect(third.port).not.toBe(first.port);
  await third.server.close();
  await second.server.close();
});

test('after a restart, mail is taken for accounts of before without anyone asking, and other shops have their own server', async () => {
  const store = createMemoryStore();
  const start = () => createSandboxServer({ packages: [corePackage], store, phone: store, key: 'k' });
  const account = { type: 'core.smtp', doorUrl: 'http://door.test/hooks/d', shopName: 'Shop' };
  const first = await start();
  const values = await (await first.emulator({ workspaceId: 'shop', packageId: 'core' })).sandbox.openAccount(account);
  const theirs = await (await first.emulator({ workspaceId: 'other', packageId: 'core' })).sandbox.openAccount(account);
  expect(theirs.port).not.toBe(values.port);
  await first.close();

  await using _second = await start();
  const client = coreSmtp.openClient?.({ values, checkHost: async (host) => host });
  await runAction(sendEmail, thanks, { http: undefined as never, client });
  expect(await store.phoneMessages({ workspaceId: 'shop', to: thanks.to }, 10)).toHaveLength(1);
  expect(await store.phoneThreads('other', 10)).toEqual([]);
});
