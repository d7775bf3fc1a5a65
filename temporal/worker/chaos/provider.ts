import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from '@noi/ports';
import { chance } from './random.ts';

// Stands where the product expects its emulators: lets calls through to them, spoils some of the answers, and takes the calls under /chaos itself. What it
// accepted it never forgets: that is what customers got. It is never killed.
const { NOI_CHAOS_SANDBOX = '', NOI_CHAOS_SEED = '', NOI_SANDBOX_PORT = '0' } = process.env;
const innerPort = await freePort();
const inner = `http://127.0.0.1:${innerPort}`;
const outer = `http://127.0.0.1:${NOI_SANDBOX_PORT}`;
const emulators = spawn(process.execPath, [NOI_CHAOS_SANDBOX], { env: { ...process.env, NOI_SANDBOX_PORT: `${innerPort}` }, stdio: 'inherit' });
emulators.on('exit', () => process.exit(1));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    emulators.removeAllListeners('exit');
    emulators.on('exit', () => process.exit(0));
    emulators.kill('SIGTERM');
  });
}

/** How often each thing that a customer would notice was done, and each key was accepted. */
const done = new Map<string, number>();
const keys = new Map<string, number>();
const tries = new Map<string, number>();
const count = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1);

const server = createServer((request, response) => {
  serve(request, response).catch(() => response.destroy());
});
server.listen(Number(NOI_SANDBOX_PORT), '127.0.0.1');

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const url = new URL(request.url ?? '/', outer);
  if (url.pathname === '/chaos/report') {
    answer(response, 200, { done: Object.fromEntries(done), keys: Object.fromEntries(keys) });
    return;
  }
  if (url.pathname.startsWith('/chaos/')) {
    take(request, response, url);
    return;
  }
  const isSend = request.method === 'POST' && url.pathname.endsWith('/message/template');
  const reply = await passOn(request, url, body);
  if (isSend && isTaken(reply)) {
    const sent = JSON.parse(body.toString('utf8')) as { tracking_id: string; template_data: { order_code: string } };
    accept(`thank ${sent.template_data.order_code}`, sent.tracking_id);
    if (spoil(response, sent.tracking_id, 0.1)) return;
  }
  response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.text);
}

/** `/chaos/good/<what>` is done at once, `/chaos/bad/<what>` is done and then often not told, `/chaos/flaky/<what>` fails twice before. */
function take(request: IncomingMessage, response: ServerResponse, url: URL): void {
  const [, , manner, ...what] = decodeURIComponent(url.pathname).split('/');
  const key = String(request.headers['idempotency-key'] ?? '');
  count(tries, key);
  if (manner === 'flaky' && (tries.get(key) ?? 0) <= 1 + Math.round(chance(`${NOI_CHAOS_SEED} ${key}`))) {
    answer(response, 503, { message: 'busy' });
    return;
  }
  // Reading changes nothing: it may be asked for as often as one likes.
  if (manner === 'flaky') done.set(what.join(' '), 1);
  else accept(what.join(' '), key);
  if (manner === 'bad' && spoil(response, key, 0.6)) return;
  answer(response, 200, { ok: true });
}

function accept(what: string, key: string): void {
  count(done, what);
  count(keys, key);
}

/** Accepted, and then not said: an error, a line that breaks, or silence. */
function spoil(response: ServerResponse, key: string, share: number): boolean {
  const drawn = chance(`spoil ${NOI_CHAOS_SEED} ${key}`);
  if (drawn >= share) return false;
  if (drawn < share * 0.5) answer(response, 500, { message: 'internal error' });
  else if (drawn < share * 0.8) response.destroy();
  return true;
}

async function passOn(request: IncomingMessage, url: URL, body: Buffer): Promise<{ status: number; type: string; text: string }> {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    ['host', 'connection', 'content-length', 'transfer-encoding', 'expect'].includes(name) || value === undefined ? [] : [[name, String(value)]],
  );
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const reply = await fetch(`${inner}${url.pathname}${url.search}`, {
    method: request.method ?? 'GET',
    headers,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
  // The emulators tell where they are; everybody is to come by here.
  return { status: reply.status, type: reply.headers.get('content-type') ?? 'text/plain', text: (await reply.text()).replaceAll(inner, outer) };
}

function isTaken({ status, text }: { status: number; text: string }): boolean {
  return status === 200 && (JSON.parse(text) as { error?: unknown }).error === 0;
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
