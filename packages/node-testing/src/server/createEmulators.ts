import type { Logger, NodePackage, Sandbox, SandboxHost, SandboxStore } from '@noi/node-sdk';
import type { EmulatorKey, PhoneStore, SandboxServerStore } from './SandboxServerStore.ts';

export interface RunningEmulator {
  readonly package: NodePackage;
  readonly sandbox: Sandbox;
  /** Base address, without a trailing slash. */
  readonly url: string;
  /** Absolute addresses by service name. */
  readonly services: Readonly<Record<string, string>>;
}

/** The emulators of every workspace. */
export interface Emulators {
  /** Packages that have one, in the order in which their scenarios are offered. */
  readonly packageIds: readonly string[];
  /** The workspace's own emulator, started when it is first asked for. */
  open(key: EmulatorKey): Promise<RunningEmulator>;
  /** Only one that runs already, or that could not start when this server did: a call from outside makes nothing new. */
  find(key: EmulatorKey): Promise<RunningEmulator | undefined>;
  /** Starts those that remember something, since their listeners (SMTP) are waited for without a call of ours. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export interface EmulatorsOptions {
  readonly packages: readonly NodePackage[];
  /** Base address of the server. */
  readonly url: string;
  readonly store: SandboxServerStore;
  readonly phone: PhoneStore;
  readonly logger: Logger;
  now(): Date;
  /** Told of each callback that may go out at once. */
  onCallback(): void;
}

export function createEmulators(options: EmulatorsOptions): Emulators {
  const { store, logger } = options;
  const packages = new Map(options.packages.filter(({ sandbox }) => sandbox !== undefined).map((one) => [one.id, one]));
  const running = new Map<string, Promise<RunningEmulator>>();
  /** Those of earlier lives of this server. */
  const remembered = new Set<string>();
  let restored: Promise<void> | undefined;

  async function start(nodePackage: NodePackage, key: EmulatorKey): Promise<RunningEmulator> {
    if (nodePackage.sandbox === undefined) throw new Error(`The package ${key.packageId} has no emulator here`);
    const host = createHost(key, options);
    const sandbox = await nodePackage.sandbox.start(host);
    const services = Object.fromEntries(Object.entries(sandbox.services).map(([name, path]) => [name, host.url + path]));
    return { package: nodePackage, sandbox, url: host.url, services };
  }

  async function open(key: EmulatorKey): Promise<RunningEmulator> {
    const nodePackage = packages.get(key.packageId);
    if (nodePackage === undefined) throw new Error(`The package ${key.packageId} has no emulator here`);
    const name = nameOf(key);
    const known = running.get(name);
    if (known !== undefined) return known;
    const starting = start(nodePackage, key);
    running.set(name, starting);
    // One that could not start is tried again by the next call.
    starting.catch(() => running.delete(name));
    return starting;
  }

  async function restoreAll(): Promise<void> {
    const known = (await store.emulators()).filter(({ packageId }) => packages.has(packageId));
    for (const key of known) remembered.add(nameOf(key));
    const opening = known.map((key) => open(key).catch((error: unknown) => logger.warn({ ...key, error: String(error) }, 'An emulator could not start')));
    await Promise.all(opening);
  }

  return {
    packageIds: [...packages.keys()],
    open,
    async find(key) {
      // Calls that come while the host starts must not hear that there is nobody.
      await restored;
      return running.get(nameOf(key)) ?? (remembered.has(nameOf(key)) ? open(key) : undefined);
    },
    restore() {
      restored ??= restoreAll();
      return restored;
    },
    async close() {
      for (const starting of running.values()) {
        const emulator = await starting.catch(() => undefined);
        await emulator?.sandbox.close?.();
      }
    },
  };
}

function nameOf({ workspaceId, packageId }: EmulatorKey): string {
  return `${packageId}/${workspaceId}`;
}

/** What one emulator gets: everything it keeps, sends and shows is its workspace's. */
function createHost(key: EmulatorKey, { url, store, phone, logger, now, onCallback }: EmulatorsOptions): SandboxHost {
  const { workspaceId, packageId } = key;
  return {
    url: `${url}/${packageId}/${workspaceId}`,
    store: scope(store, key),
    logger,
    now,
    async callBack(callback, delayMs = 0) {
      await store.addCallback({ ...callback, workspaceId, packageId, dueAt: new Date(now().getTime() + delayMs) });
      if (delayMs === 0) onCallback();
    },
    showOnPhone: (message) => {
      const { id, to, channel, sentAt } = message;
      return phone.showOnPhone({ workspaceId, packageId, id, to, channel, content: message, sentAt: new Date(sentAt) });
    },
  };
}

function scope(store: SandboxServerStore, emulator: EmulatorKey): SandboxStore {
  return {
    // The emulator that wrote the value knows its type.
    get: async <T>(key: string) => ((await store.get(emulator, key)) ?? null) as T | null,
    set: (key, value) => store.set(emulator, key, value),
    delete: (key) => store.delete(emulator, key),
    list: async <T>(prefix: string) => (await store.list(emulator, prefix)) as readonly { readonly key: string; readonly value: T }[],
  };
}
