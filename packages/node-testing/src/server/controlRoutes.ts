import { timingSafeEqual } from 'node:crypto';
import { doorToken, type FieldDescriptor } from '@noi/node-sdk';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Emulators } from './createEmulators.ts';
import { Fault, type Faults } from './createFaults.ts';
import type { PhoneStore, SandboxServerStore } from './SandboxServerStore.ts';

export interface ControlRoutesOptions {
  readonly emulators: Emulators;
  readonly faults: Faults;
  readonly phone: PhoneStore;
  readonly store: Pick<SandboxServerStore, 'moveCallbacks'>;
  readonly key: string;
  describeFields(schema: z.ZodObject): readonly FieldDescriptor[];
}

const AccountRequest = z.object({ type: z.string(), doorUrl: z.url(), shopName: z.string().min(1) });
const ScenarioRequest = z.object({ input: z.record(z.string(), z.unknown()).default({}) });
const TapRequest = z.object({
  tap: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open') }),
    z.object({ kind: z.literal('button'), buttonId: z.string() }),
    z.object({ kind: z.literal('rate'), stars: z.int().min(1).max(5), comment: z.string().exactOptional(), choices: z.array(z.string()).exactOptional() }),
  ]),
});
const threadLimit = 100;
const messageLimit = 200;

/** The address carries the workspace: it is mounted behind a parameter of this name. */
const ofWorkspace = (context: Context) => context.req.param('workspaceId') ?? '';
const ofEmulator = (context: Context) => ({ workspaceId: ofWorkspace(context), packageId: context.req.param('packageId') ?? '' });

/** What the product and tests ask of the host itself for one workspace: accounts, scenarios, the phone, faults. Every call carries the host's key. */
export function controlRoutes({ emulators, faults, phone, store, key, describeFields }: ControlRoutesOptions): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    if (!isSame(context.req.header('x-noi-sandbox-key') ?? '', key)) return context.json({ error: 'The sandbox key is missing or wrong' }, 401);
    return next();
  });
  app.onError((error, context) => {
    if (error instanceof z.ZodError) return context.json({ error: 'The request does not fit', issues: error.issues }, 400);
    if (error instanceof SyntaxError) return context.json({ error: 'The body is not JSON' }, 400);
    return context.json({ error: error.message }, 500);
  });

  app.get('/phone/threads', async (context) => context.json(await phone.phoneThreads(ofWorkspace(context), threadLimit)));
  app.get('/phone/messages', async (context) => {
    const conversation = { workspaceId: ofWorkspace(context), to: context.req.query('to') ?? '' };
    return context.json(await phone.phoneMessages(conversation, messageLimit));
  });
  app.post('/phone/messages/:id/tap', async (context) => {
    const { tap } = TapRequest.parse(await context.req.json());
    const [id, workspaceId] = [context.req.param('id'), ofWorkspace(context)];
    const message = await phone.tapped({ workspaceId, id }, tap);
    if (message === null) return context.json({ error: 'No such message' }, 404);
    const { sandbox } = await emulators.open({ workspaceId, packageId: message.packageId });
    await sandbox.tap?.(id, tap);
    return context.json({});
  });

  app.get('/scenarios', async (context) => {
    const workspaceId = ofWorkspace(context);
    const opened = await Promise.all(emulators.packageIds.map((packageId) => emulators.open({ workspaceId, packageId })));
    const offered = opened.flatMap(({ package: { id: packageId }, sandbox }) =>
      (sandbox.scenarios ?? []).map(({ id, title, input }) => ({ packageId, id, title, fields: describeFields(input) })),
    );
    return context.json(offered);
  });

  app.use('/:packageId/*', async (context, next) => {
    if (!emulators.packageIds.includes(context.req.param('packageId'))) return context.json({ error: 'No such emulator' }, 404);
    return next();
  });
  app.get('/:packageId/services', async (context) => context.json({ services: (await emulators.open(ofEmulator(context))).services }));
  app.post('/:packageId/accounts', async (context) => {
    const request = AccountRequest.parse(await context.req.json());
    const { sandbox, services } = await emulators.open(ofEmulator(context));
    const values = await sandbox.openAccount(request);
    // What still waits for this door goes where the door is now.
    await store.moveCallbacks(ofEmulator(context), { token: doorToken(request.doorUrl), url: request.doorUrl });
    return context.json({ values, services });
  });
  app.post('/:packageId/scenarios/:id', async (context) => {
    const { sandbox } = await emulators.open(ofEmulator(context));
    const scenario = sandbox.scenarios?.find(({ id }) => id === context.req.param('id'));
    if (scenario === undefined) return context.json({ error: 'No such scenario' }, 404);
    const { input } = ScenarioRequest.parse(await context.req.json());
    return context.json(await scenario.run(scenario.input.parse(input)));
  });
  app.post('/:packageId/faults', async (context) => {
    faults.add(ofEmulator(context), Fault.parse(await context.req.json()));
    return context.json({});
  });
  app.delete('/:packageId/faults', (context) => {
    faults.clear(ofEmulator(context));
    return context.json({});
  });
  return app;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
