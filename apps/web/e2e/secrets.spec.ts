import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Product } from './product.ts';
import { deliver } from './providers.ts';
import { Session } from './session.ts';

const doorSecret = 'dau-bi-mat-cua-webhook-7731';
const mailPassword = 'dau-bi-mat-cua-hop-thu-8842';
const mailReplacement = 'dau-bi-mat-moi-hop-thu-9953';
const carrierToken = 'dau-bi-mat-token-ghn-1064';
const carrierHeader = 'dau-bi-mat-tieu-de-ghn-2175';
const secrets = [doorSecret, mailPassword, mailReplacement, carrierToken, carrierHeader];
/** What is no secret and must be found by the same searches, or they prove nothing. */
const openWord = 'dau-hieu-thay-duoc-3286';

interface Run {
  readonly id: string;
  readonly state: string;
}

test('an account’s secrets stand in no answer, no log, no workflow history and no row, after they were used', async ({ page }) => {
  await using product = await Product.start();
  const session = await Session.open(product);
  const create = async (type: string, values: Record<string, string>) => {
    const { text, data } = await session.mutate<{ id: string }>('connections.create', { type, name: `${type} ${openWord}`, mode: 'live', values });
    return { text, id: data.id };
  };
  const answers: { what: string; text: string }[] = [];
  const keep = (what: string, text: string) => void answers.push({ what, text });

  const hook = await create('core.webhook', { auth: 'header', headerName: 'X-Mat-Khau', secret: doorSecret, algorithm: 'sha256' });
  // A name that no resolver knows: the password is used as far as it can be without reaching anybody.
  const mailbox = { host: 'smtp.khong-co.invalid', port: '587', security: 'starttls', user: 'shop', fromEmail: 'shop@example.com' };
  const mail = await create('core.smtp', { ...mailbox, password: mailPassword });
  const ghn = await create('ghn.shop', { token: carrierToken, shopId: '885', callbackHeader: 'X-Ghn-Auth', callbackSecret: carrierHeader });
  for (const [what, { text }] of Object.entries({ hook, mail, ghn })) keep(`creating ${what}`, text);
  keep('testing the mailbox', (await session.mutate('connections.test', { id: mail.id })).text);
  keep('changing the mailbox', (await session.mutate('connections.update', { id: mail.id, values: { ...mailbox, password: mailReplacement } })).text);

  const { flowId, run } = await test.step('a flow uses them', async () => {
    const { id: flowId } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: openWord, graph: aMailingFlow(hook.id, mail.id) } });
    await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
    const { connections } = await product.api<{ connections: { id: string; webhookUrl: string }[] }>('/connections');
    const door = (id: string) => connections.find((connection) => connection.id === id)?.webhookUrl ?? '';
    const body = JSON.stringify({ email: 'khach@example.com', ghiChu: openWord });
    const headers = { 'content-type': 'application/json', 'x-mat-khau': doorSecret };
    expect(await deliver(door(hook.id), { body, headers })).toBe(200);
    expect(await deliver(door(hook.id), { body, headers: { ...headers, 'x-mat-khau': `${doorSecret}x` } })).toBe(401);
    expect(await deliver(door(hook.id), { body: '{', headers })).toBe(400);
    expect(await deliver(door(ghn.id), { body: '{}', headers: { 'content-type': 'application/json', 'x-ghn-auth': carrierHeader } })).toBe(400);
    const all = async () => (await product.api<{ runs: Run[] }>(`/runs?flowId=${flowId}`)).runs;
    await expect.poll(async () => (await all()).map(({ state }) => state), { timeout: 60_000 }).toEqual(['waiting']);
    const [run] = await all();
    const { steps } = await product.api<{ steps: { stepId: string; attempts: { error: unknown }[] }[] }>(`/runs/${run?.id}`);
    expect(steps.find(({ stepId }) => stepId === 'mail')?.attempts[0]?.error, 'the mailbox was tried').toBeTruthy();
    return { flowId, run };
  });

  await test.step('no answer of the API or of the browser’s procedures shows them', async () => {
    const rest = ['/connections', '/flows', `/flows/${flowId}`, '/runs', `/runs/${run?.id}`, '/events', '/messages', '/templates', '/openapi.json'];
    for (const path of rest) keep(path, JSON.stringify(await product.api(path)));
    const inputs: Record<string, unknown> = {
      ...{ 'session.get': undefined, 'setup.status': undefined, 'catalog.get': undefined, 'templates.list': undefined, 'connections.list': undefined },
      ...{ 'flows.list': undefined, 'flows.get': { id: flowId }, 'flows.versions': { id: flowId }, 'runs.list': {}, 'runs.get': { id: run?.id } },
      ...{ 'connections.rejections': { id: hook.id }, 'messages.list': {}, 'events.list': {}, 'apiKeys.list': undefined, 'phone.threads': undefined },
    };
    for (const [path, input] of Object.entries(inputs)) keep(path, await session.query(path, input));
    keep('the metrics', await (await fetch(`${product.demo.url}/metrics`)).text());
    expect(answers.filter(({ text }) => text.includes(openWord)).length).toBeGreaterThan(5);
    for (const { what, text } of answers) expect([what, shown(text)]).toEqual([what, []]);
  });

  await test.step('the form of an account shows that a secret is kept, not which', async () => {
    await page.goto(product.demo.url);
    await page.getByRole('textbox', { name: 'Email' }).fill(product.demo.email);
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(product.demo.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Kết nối' }).click();
    const card = page.getByRole('listitem', { name: `core.webhook ${openWord}` });
    await expect(card).toContainText('2 lần gửi bị từ chối trong 24 giờ');
    await card.getByRole('button', { name: 'Sửa' }).click();
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Mật khẩu hoặc khoá ký' })).toHaveValue('');
    expect(shown(await page.content())).toEqual([]);
  });

  await test.step('no workflow history carries them', async () => {
    const histories = await workflowHistories(product);
    expect(histories).toContain(openWord);
    expect(shown(histories)).toEqual([]);
  });

  await test.step('no file of the data folder carries them: rows, write-ahead log, Temporal’s own, logs', async () => {
    const files = filesUnder(product.dataDir).map((file) => ({ file, bytes: readFileSync(file) }));
    const holding = (word: string) => files.filter(({ bytes }) => bytes.includes(word)).map(({ file }) => file.slice(product.dataDir.length + 1));
    expect(holding(openWord).map((file) => file.split('/')[0])).toEqual(expect.arrayContaining(['postgres', 'temporal']));
    expect(files.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['api', 'worker', 'sandbox'].map((name) => join(product.dataDir, 'logs', `${name}.log`))),
    );
    for (const secret of secrets.flatMap(waysToWrite)) expect([secret, holding(secret)]).toEqual([secret, []]);
  });
});

/** Which secrets a text shows, in any of the ways in which they could be written. */
function shown(text: string): string[] {
  return secrets.filter((secret) => waysToWrite(secret).some((written) => text.includes(written)));
}

function waysToWrite(secret: string): string[] {
  return [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret).toString('hex')];
}

function aMailingFlow(hookId: string, mailId: string) {
  const position = { x: 0, y: 0 };
  const input = { to: '{{ trigger.body.email }}', subject: openWord, body: 'Chào bạn' };
  return {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      trigger: { id: 'trigger', kind: 'trigger', node: 'core.webhookReceived', nodeVersion: 1, connectionId: hookId, input: {}, position },
      mail: { id: 'mail', kind: 'action', node: 'core.sendEmail', nodeVersion: 1, connectionId: mailId, input, position },
    },
    edges: [{ id: 'e1', from: 'trigger', port: 'next', to: 'mail' }],
  };
}

/** All histories as Temporal's own pages read them, with their payloads decoded. */
async function workflowHistories(product: Product): Promise<string> {
  const [, pages] = /its pages: (\S+)/.exec(product.started.output) ?? [];
  const read = async <T>(path: string) => (await (await fetch(`${pages}/api/v1/namespaces/default${path}`)).json()) as T;
  const { executions } = await read<{ executions: { execution: { workflowId: string; runId: string } }[] }>('/workflows');
  const texts = executions.map(async ({ execution: { workflowId, runId } }) => {
    const history = JSON.stringify(await read(`/workflows/${encodeURIComponent(workflowId)}/history?execution.runId=${runId}&maximumPageSize=1000`));
    const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data]) => Buffer.from(data ?? '', 'base64').toString('utf8'));
    return [history, ...payloads].join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
