import {
  type ActionContext,
  type ConnectionDefinition,
  defineAction,
  defineConnection,
  defineNodePackage,
  defineTrigger,
  described,
  type EffectsDefinition,
  type LookUpResult,
  type NodePackage,
} from '@noi/node-sdk';
import { z } from 'zod';

/** Every call stops at this moment; when so many stand there, the process ends itself. */
export interface KillAt {
  readonly moment: 'before' | 'after';
  readonly calls: number;
  /** Only calls with this text; the others go through. */
  readonly text?: string | undefined;
}

export interface ProbeOptions {
  readonly providerUrl: string;
  readonly killAt?: KillAt;
  readonly timeoutMs?: number;
}

type Repeat = EffectsDefinition['repeat'];

const both = (words: string) => ({ vi: words, en: words });
const input = z.object({
  phone: described(z.string().min(1), { label: { vi: 'Số điện thoại', en: 'Phone' }, format: 'phone', sample: '0912345678' }),
  text: described(z.string().min(1), { label: { vi: 'Nội dung', en: 'Text' }, sample: 'Cảm ơn bạn' }),
});
/** Read by the flow's own rules. */
const timetable = z.object({ repeat: described(z.string(), { label: both('Repeats') }) });
const listColumns = z.object({
  columns: described(z.array(z.object({ key: z.string(), label: z.string(), type: z.string() })).optional(), { label: both('Columns') }),
});
const output = z.object({ messageId: described(z.string(), { label: { vi: 'Mã tin', en: 'Message id' } }) });

type Input = z.infer<typeof input>;

/** Accounts of the scripted provider: `probe.account` signs with a token; `probe.mailbox` renews it, and hands actions a client that was opened with it. */
function accountsOf(providerUrl: string): readonly [ConnectionDefinition, ConnectionDefinition] {
  const token = described(z.string(), { label: both('Token'), secret: true });
  const services = { api: { live: providerUrl } };
  const isKnown = async () => ({ account: 'Probe' });
  return [
    defineConnection({
      ...{ id: 'probe.account', title: both('Account'), fields: z.object({ token }), services, test: isKnown },
      authenticate: (_request, values) => ({ headers: { authorization: `Bearer ${values.token}` } }),
    }),
    defineConnection({
      ...{ id: 'probe.mailbox', title: both('Mailbox'), services, test: isKnown },
      fields: z.object({ token, refresh: token, expiresAt: described(z.string(), { label: both('Expires') }) }),
      refresh: {
        isDue: ({ expiresAt = '' }, now) => Date.parse(expiresAt) <= now.getTime(),
        run: async ({ values, http }) => (await http.post('/token', { form: { refresh: values.refresh ?? '' } })).json(Tokens),
      },
      openClient: ({ values }) => ({ token: values.token }),
    }),
  ];
}

const Tokens = z.object({ token: z.string(), refresh: z.string(), expiresAt: z.string() });

/** A package whose actions differ only in what they say about repeats; `probe.call_*` address nobody, `probe.shop_*` and `probe.mail` go through an account. */
export function createProbePackage(options: ProbeOptions): NodePackage {
  const reach = createReach(options.killAt);
  const repeats: readonly Repeat[] = ['native', 'lookup', 'none'];
  const [account, mailbox] = accountsOf(options.providerUrl);
  const using = { ...options, reach };
  return defineNodePackage({
    id: 'probe',
    version: '1.0.0',
    title: both('Probe'),
    icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>',
    connections: [account, mailbox],
    triggers: [
      defineTrigger({ id: 'probe.orderCreated', version: 1, title: both('Order'), summary: both('Order'), event: 'order.created' }),
      defineTrigger({ id: 'probe.paid', version: 1, title: both('Paid'), summary: both('Paid'), event: 'payment.received' }),
      defineTrigger({ id: 'probe.started', version: 1, title: both('Started'), summary: both('Started'), event: 'flow.started_by_hand' }),
      defineTrigger({ id: 'probe.called', version: 1, title: both('Called'), summary: both('Called'), event: 'flow.called' }),
      defineTrigger({ id: 'probe.schedule', version: 1, title: both('Schedule'), summary: both('Schedule'), event: 'schedule.due', input: timetable }),
      defineTrigger({ id: 'probe.broadcast', version: 1, title: both('List'), summary: both('List'), event: 'broadcast.recipient', input: listColumns }),
    ],
    actions: [
      ...repeats.flatMap((repeat) => [
        makeAction(using, { id: `probe.send_${repeat}`, repeat, isMessage: true }),
        makeAction(using, { id: `probe.call_${repeat}`, repeat, isMessage: false }),
        makeAction(using, { id: `probe.shop_${repeat}`, repeat, isMessage: true, connection: account }),
      ]),
      makeAction(using, { id: 'probe.mail', repeat: 'none', isMessage: true, connection: mailbox }),
    ],
  });
}

type Reach = (moment: KillAt['moment'], text: string) => Promise<void>;

function createReach(killAt: KillAt | undefined): Reach {
  let standing = 0;
  return async (moment, text) => {
    if (moment !== killAt?.moment || (killAt.text !== undefined && killAt.text !== text)) return;
    standing += 1;
    if (standing === killAt.calls) process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  };
}

interface ProbeAction {
  readonly id: string;
  readonly repeat: Repeat;
  readonly isMessage: boolean;
  readonly connection?: ConnectionDefinition;
}

function makeAction({ reach, ...options }: ProbeOptions & { reach: Reach }, { id, repeat, isMessage, connection }: ProbeAction) {
  return defineAction({
    id,
    version: 1,
    title: both(id),
    summary: both(id),
    input,
    output,
    sample: { messageId: 'm1' },
    effects: { repeat, hosts: ['*'] },
    ...(connection ? { connection } : {}),
    ...(isMessage
      ? { message: { channel: 'zalo' as const, purpose: 'care' as const, recipient: ({ phone }: Input) => phone, preview: ({ text }: Input) => text } }
      : {}),
    async run(context) {
      await reach('before', context.input.text);
      const answer = await send(options, { context, dropsRepeats: repeat === 'native' });
      await reach('after', context.input.text);
      return answer;
    },
    ...(repeat === 'lookup' ? { lookUp: (context: ActionContext<Input>) => lookUp(options, context) } : {}),
  });
}

async function send(
  { providerUrl, timeoutMs = 4_000 }: ProbeOptions,
  { context, dropsRepeats }: { context: ActionContext<Input>; dropsRepeats: boolean },
): Promise<z.infer<typeof output>> {
  const { http, client, input: message, idempotencyKey } = context;
  const opened = z.object({ token: z.string() }).safeParse(client);
  const headers = opened.success ? { authorization: `Bearer ${opened.data.token}` } : {};
  const json = { ...message, key: idempotencyKey, dropsRepeats };
  const response = await http.post(`${providerUrl}/send`, { json, headers, timeoutMs, repeatable: dropsRepeats });
  return response.json(output);
}

async function lookUp({ providerUrl }: ProbeOptions, { http, idempotencyKey }: ActionContext<Input>): Promise<LookUpResult<z.infer<typeof output>>> {
  const answer = await http.get(`${providerUrl}/sent`, { query: { key: idempotencyKey } });
  const { messageId } = answer.json(z.object({ messageId: z.string().nullable() }));
  return messageId === null ? { found: 'absent' } : { found: 'yes', output: { messageId } };
}
