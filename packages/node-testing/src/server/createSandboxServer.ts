import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { FieldDescriptor, Logger, NodePackage, Sandbox, SandboxHost, SandboxStore } from '@noi/node-sdk';
import { Hono } from 'hono';
import type { z } from 'zod';
import { controlRoutes, type RunningEmulator } from './controlRoutes.ts';
import { type CallbackPump, createCallbackPump, defaultRepeat } from './createCallbackPump.ts';
import { createFaults, type Faults } from './createFaults.ts';
import type { PhoneStore, SandboxServerStore } from './SandboxServerStore.ts';
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
  emulator(packageId: string): RunningEmulator;
  /** Sends the callbacks that are due by the server's clock and waits for their answers; returns how many calls were made. */
  deliverCallbacks(): Promise<number>;
  /** Answers what is under way, stops emulators; queued callbacks stay in the store. */
  close(): Promise<void>;
}

const silent: Logger = { debug() {}, info() {}, warn() {} };

/**
 * Starts the host of all emulators on loopback: each at `/<packageId>/…`, the control API at `/_control/…`, `GET /healthz`.
 * A busy port rejects with Node's own `EADDRINUSE`.
 */
export async function createSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const { store, logger = silent, clock = { now: () => new Date() } } = options;
  const emulators = new Map<string, RunningEmulator>();
  const faults = createFaults();
  const pump = createCallbackPump({
    store,
    logger,
    now: () => clock.now(),
    repeatAfter: (packageId, answer) => (emulators.get(packageId)?.sandbox.repeatCallback ?? defaultRepeat)(answer),
  });

  const app = createApp({ emulators, faults, phone: options.phone, key: options.key, describeFields: options.describeFields ?? (() => []) }, logger);
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const nodePackage of options.packages) {
      if (nodePackage.sandbox === undefined) continue;
      const host = createHost({ packageId: nodePackage.id, url, options, pump, now: () => clock.now() });
      const sandbox = await nodePackage.sandbox.start(host);
      emulators.set(nodePackage.id, { package: nodePackage, sandbox, services: absolute(host.url, sandbox) });
    }
    return {
      url,
      faults,
      emulator(packageId) {
        const emulator = emulators.get(packageId);
        if (emulator === undefined) throw new Error(`The package ${packageId} has no emulator here`);
        return emulator;
      },
      deliverCallbacks: () => pump.deliverDue(),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }

  async function close(): Promise<void> {
    await pump.close();
    if (server.listening) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // Hanging calls would hold the process for ever.
      setTimeout(() => server.closeAllConnections(), 200);
      await closed;
    }
    for (const { sandbox } of emulators.values()) await sandbox.close?.();
  }
}

function createApp(control: Parameters<typeof controlRoutes>[0], logger: Logger): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, context) => {
    logger.warn({ path: context.req.path, error: error.stack ?? error.message }, 'An emulator failed');
    return context.json({ error: 'The emulator failed' }, 500);
  });
  app.get('/healthz', (context) => context.json({ ok: true, emulators: [...control.emulators.keys()] }));
  app.route('/_control', controlRoutes(control));
  const serve = async (packageId: string, raw: Request, bindings: HttpBindings): Promise<Response> => {
    const emulator = control.emulators.get(packageId);
    if (emulator === undefined) return Response.json({ error: 'No such emulator' }, { status: 404 });
    const request = withoutPrefix(raw, packageId);
    return serveEmulator({ sandbox: emulator.sandbox, request, fault: control.faults.take(packageId, new URL(request.url).pathname), bindings });
  };
  app.all('/:packageId', (context) => serve(context.req.param('packageId'), context.req.raw, context.env));
  app.all('/:packageId/*', (context) => serve(context.req.param('packageId'), context.req.raw, context.env));
  return app;
}

function absolute(base: string, sandbox: Sandbox): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(sandbox.services).map(([name, path]) => [name, base + path]));
}

interface HostRequest {
  readonly packageId: string;
  readonly url: string;
  readonly options: SandboxServerOptions;
  readonly pump: CallbackPump;
  now(): Date;
}

function createHost({ packageId, url, options, pump, now }: HostRequest): SandboxHost {
  return {
    url: `${url}/${packageId}`,
    store: scope(options.store, packageId),
    logger: options.logger ?? silent,
    now,
    async callBack(callback, delayMs = 0) {
      await options.store.addCallback({ ...callback, packageId, dueAt: new Date(now().getTime() + delayMs) });
      if (delayMs === 0) pump.wake();
    },
    showOnPhone: (message) =>
      options.phone.showOnPhone({ id: message.id, packageId, to: message.to, channel: message.channel, content: message, sentAt: new Date(message.sentAt) }),
  };
}

function scope(store: SandboxServerStore, packageId: string): SandboxStore {
  return {
    // The emulator that wrote the value knows its type.
    get: async <T>(key: string) => ((await store.get(packageId, key)) ?? null) as T | null,
    set: (key, value) => store.set(packageId, key, value),
    delete: (key) => store.delete(packageId, key),
    list: async <T>(prefix: string) => (await store.list(packageId, prefix)) as readonly { readonly key: string; readonly value: T }[],
  };
}
