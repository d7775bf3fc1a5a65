import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { FieldDescriptor, Logger, NodePackage } from '@noi/node-sdk';
import { Hono } from 'hono';
import type { z } from 'zod';
import { controlRoutes } from './controlRoutes.ts';
import { createCallbackPump, defaultRepeat } from './createCallbackPump.ts';
import { createEmulators, type RunningEmulator } from './createEmulators.ts';
import { createFaults, type Faults } from './createFaults.ts';
import type { EmulatorKey, PhoneStore, SandboxServerStore } from './SandboxServerStore.ts';
import { serveEmulator, withoutPrefix } from './serveEmulator.ts';

export interface SandboxServerOptions {
  /** Those without a `sandbox` are left out. */
  readonly packages: readonly NodePackage[];
  readonly store: SandboxServerStore;
  readonly phone: PhoneStore;
  /** Asked of every control call in `x-noi-sandbox-key`. */
  readonly key: string;
  /** Any free one when left out. */
  readonly port?: number;
  readonly clock?: { now(): Date };
  readonly logger?: Logger;
  /** Draws the forms of scenarios; without it they are listed with no fields. */
  describeFields?(schema: z.ZodObject): readonly FieldDescriptor[];
}

export interface SandboxServer extends AsyncDisposable {
  readonly url: string;
  readonly faults: Faults;
  /** The workspace's own emulator of a package, started when it is first asked for. */
  emulator(key: EmulatorKey): Promise<RunningEmulator>;
  /** Sends the callbacks that are due by the server's clock and waits for their answers; returns how many calls were made. */
  deliverCallbacks(): Promise<number>;
  /** Answers what is under way, stops emulators; queued callbacks stay in the store. */
  close(): Promise<void>;
}

const silent: Logger = { debug() {}, info() {}, warn() {} };
/** What may stand for a workspace in an address. */
const workspaceSegment = ':workspaceId{[A-Za-z0-9_-]+}';

/**
 * Starts the host of all emulators on loopback: each at `/<packageId>/<workspaceId>/…`, the control API at `/_control/<workspaceId>/…`,
 * `GET /healthz`. A busy port rejects with Node's own `EADDRINUSE`.
 */
export async function createSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const { packages, store, phone, logger = silent, clock = { now: () => new Date() } } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const now = () => clock.now();
  const faults = createFaults();
  const emulators = createEmulators({ packages, url, store, phone, logger, now, onCallback: () => pump.wake() });
  const pump = createCallbackPump({
    ...{ store, logger, now },
    repeatAfter: async (callback, answer) => ((await emulators.find(callback))?.sandbox.repeatCallback ?? defaultRepeat)(answer),
  });
  const restoring = emulators.restore();
  const control = controlRoutes({ emulators, faults, phone, store, key: options.key, describeFields: options.describeFields ?? (() => []) });
  const app = createApp({ control, packageIds: emulators.packageIds, find: emulators.find, faults, logger });
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }));

  async function close(): Promise<void> {
    await pump.close();
    if (server.listening) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // Hanging calls would hold the process for ever.
      setTimeout(() => server.closeAllConnections(), 200);
      await closed;
    }
    await emulators.close();
  }

  try {
    await restoring;
  } catch (error) {
    await close();
    throw error;
  }
  return { url, faults, emulator: emulators.open, deliverCallbacks: () => pump.deliverDue(), close, [Symbol.asyncDispose]: close };
}

interface AppParts {
  readonly control: Hono;
  readonly packageIds: readonly string[];
  readonly faults: Faults;
  readonly logger: Logger;
  find(key: EmulatorKey): Promise<RunningEmulator | undefined>;
}

function createApp({ control, packageIds, find, faults, logger }: AppParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, context) => {
    logger.warn({ path: context.req.path, error: error.stack ?? error.message }, 'An emulator failed');
    return context.json({ error: 'The emulator failed' }, 500);
  });
  app.get('/healthz', (context) => context.json({ ok: true, emulators: packageIds }));
  app.route(`/_control/${workspaceSegment}`, control);
  const serve = async (key: EmulatorKey, raw: Request, bindings: HttpBindings): Promise<Response> => {
    const emulator = await find(key);
    if (emulator === undefined) return Response.json({ error: 'No such emulator' }, { status: 404 });
    const request = withoutPrefix(raw, `/${key.packageId}/${key.workspaceId}`);
    return serveEmulator({ sandbox: emulator.sandbox, request, fault: faults.take(key, new URL(request.url).pathname), bindings });
  };
  app.all(`/:packageId/${workspaceSegment}`, (context) => serve(context.req.param(), context.req.raw, context.env));
  app.all(`/:packageId/${workspaceSegment}/*`, (context) => serve(context.req.param(), context.req.raw, context.env));
  return app;
}
