import { timingSafeEqual } from 'node:crypto';
import type { FieldDescriptor, NodePackage, Sandbox } from '@noi/node-sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import { Fault, type Faults } from './createFaults.ts';
import type { PhoneStore } from './SandboxServerStore.ts';

export interface RunningEmulator {
  readonly package: NodePackage;
  readonly sandbox: Sandbox;
  /** Absolute addresses by service name. */
  readonly services: Readonly<Record<string, string>>;
}

export interface ControlRoutesOptions {
  readonly emulators: ReadonlyMap<string, RunningEmulator>;
  readonly faults: Faults;
  readonly phone: PhoneStore;
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

/** What the product and tests ask of the host itself: accounts, scenarios, the phone, faults. Every call carries the host's key. */
export function controlRoutes({ emulators, faults, phone, key, describeFields }: ControlRoutesOptions): Hono {
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

  app.get('/phone/threads', async (context) => context.json(await phone.phoneThreads(threadLimit)));
  app.get('/phone/messages', async (context) => context.json(await phone.phoneMessages(context.req.query('to') ?? '', messageLimit)));
  app.post('/phone/messages/:id/tap', async (context) => {
    const { tap } = TapRequest.parse(await context.req.json());
    const id = context.req.param('id');
    const message = await phone.tapped(id, tap);
    if (message === null) return context.json({ error: 'No such message' }, 404);
    await emulators.get(message.packageId)?.sandbox.tap?.(id, tap);
    return context.json({});
  });

  app.get('/scenarios', (context) =>
    context.json(
      [...emulators].flatMap(([packageId, { sandbox }]) =>
        (sandbox.scenarios ?? []).map(({ id, title, input }) => ({ packageId, id, title, fields: describeFields(input) })),
      ),
    ),
  );

  app.use('/:packageId/*', async (context, next) => {
    if (!emulators.has(context.req.param('packageId'))) return context.json({ error: 'No such emulator' }, 404);
    return next();
  });
  const emulatorOf = (packageId: string): RunningEmulator => {
    const emulator = emulators.get(packageId);
    if (emulator === undefined) throw new Error(`No emulator for ${packageId}`);
    return emulator;
  };
  app.get('/:packageId/services', (context) => context.json({ services: emulatorOf(context.req.param('packageId')).services }));
  app.post('/:packageId/accounts', async (context) => {
    const { sandbox, services } = emulatorOf(context.req.param('packageId'));
    const values = await sandbox.openAccount(AccountRequest.parse(await context.req.json()));
    return context.json({ values, services });
  });
  app.post('/:packageId/scenarios/:id', async (context) => {
    const scenario = emulatorOf(context.req.param('packageId')).sandbox.scenarios?.find(({ id }) => id === context.req.param('id'));
    if (scenario === undefined) return context.json({ error: 'No such scenario' }, 404);
    const { input } = ScenarioRequest.parse(await context.req.json());
    return context.json(await scenario.run(scenario.input.parse(input)));
  });
  app.post('/:packageId/faults', async (context) => {
    faults.add(context.req.param('packageId'), Fault.parse(await context.req.json()));
    return context.json({});
  });
  app.delete('/:packageId/faults', (context) => {
    faults.clear(context.req.param('packageId'));
    return context.json({});
  });
  return app;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
