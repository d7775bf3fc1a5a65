import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetworkPolicy } from '@noi/connections';
import type { Db } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import { bitrix24Package } from '@noi/nodes-bitrix24';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { googleSheetsPackage } from '@noi/nodes-google-sheets';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';
import { freePort } from '@noi/ports';
import { createLog } from '@noi/telemetry';
import { newApiKey, storeApiKey } from '../src/apiKeys/createKey.ts';
import { openShop } from '../src/auth/openShop.ts';
import { createServer, type ServerOptions } from '../src/createServer.ts';
import type { RunControl } from '../src/runs/RunControl.ts';
import type { Config } from '../src/services/Config.ts';
import { createServices } from '../src/services/createServices.ts';
import type { Services } from '../src/services/Services.ts';

export interface Shop {
  readonly workspaceId: string;
  readonly apiKey: string;
  /** The owner's session cookie. */
  readonly cookie: string;
  readonly email: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a server answers is checked by the tests themselves.
  readonly body: any;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly services: Services;
  readonly db: Db;
  /** Signals as runs got them. */
  readonly signals: readonly string[];
  /** A person with a password, their shop and its key. */
  shop(name: string): Promise<Shop>;
  call(path: string, init?: RequestInit): Promise<Answer>;
  rest(shop: Shop, path: string, init?: { method?: string; body?: unknown }): Promise<Answer>;
  query(shop: Pick<Shop, 'cookie'> | null, path: string, input?: unknown): Promise<Answer>;
  mutate(shop: Pick<Shop, 'cookie'> | null, path: string, input?: unknown): Promise<Answer>;
}

export interface TestServerOptions extends ServerOptions {
  readonly config?: Partial<Config>;
  readonly webDir?: string;
  readonly now?: () => Date;
}

export const PASSWORD = 'mat-khau-rat-dai';
export const packages = [corePackage, haravanPackage, ghnPackage, zaloPackage, googleSheetsPackage, bitrix24Package];

/** The whole API on a real database and a real port. Only Temporal is away: signals are noted instead. */
export async function aServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'noi-api-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const signals: string[] = [];
  const runControl: RunControl = {
    continueNow: async ({ scope, stepId }) => void signals.push(`continue ${scope}/${stepId}`),
    stop: async ({ workflowId }) => {
      signals.push('stop');
      return workflowId === 'gone' ? 'gone' : 'asked';
    },
    isUp: async () => true,
    close: async () => undefined,
  };
  const config: Config = {
    ...{
      port,
      host: '127.0.0.1',
      dataDir,
      databaseUrl: database.url,
      publicUrl: url,
      isDemo: false,
      trustProxy: false as const,
      metricsToken: null,
      workerUrl: null,
      sandbox: null,
      secretKey: null,
    },
    temporal: { address: '', namespace: '' },
    authSecret: randomBytes(24).toString('hex'),
    webDir: options.webDir ?? null,
    ...options.config,
  };
  // Live accounts of tests reach nobody.
  const lookUp = () => Promise.reject(Object.assign(new Error('no names here'), { code: 'ENOTFOUND' }));
  const network = createNetworkPolicy({ sandboxUrl: config.sandbox?.url ?? null, lookUp });
  const log = createLog({ program: 'api', level: 'silent' });
  const services = createServices({ config, packages, log, network, runControl, secretKey: '11'.repeat(32), ...(options.now && { now: options.now }) });
  const app = await createServer(services, options);
  await app.listen({ port, host: '127.0.0.1' });

  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };

  return {
    ...{ url, services, signals, call },
    db: database.db,
    async shop(name) {
      const email = `${name}@example.com`;
      const { workspaceId } = await openShop(services, { name, email, password: PASSWORD, shopName: name });
      const apiKey = newApiKey();
      await storeApiKey(services.db, { workspaceId, name: 'test', key: apiKey });
      const signedIn = await call('/api/auth/sign-in/email', jsonInit({ email, password: PASSWORD }));
      const cookie = signedIn.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      return { workspaceId, apiKey, cookie, email };
    },
    rest: (shop, path, init = {}) =>
      call(`/api/v1${path}`, {
        method: init.method ?? 'GET',
        headers: { authorization: `Bearer ${shop.apiKey}`, ...(init.body !== undefined && { 'content-type': 'application/json' }) },
        ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
      }),
    query: (shop, path, input) =>
      call(`/trpc/${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`, {
        headers: shop ? { cookie: shop.cookie } : {},
      }),
    mutate: (shop, path, input) =>
      call(`/trpc/${path}`, { ...jsonInit(input ?? {}), headers: { 'content-type': 'application/json', origin: url, ...(shop && { cookie: shop.cookie }) } }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await services.close();
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function jsonInit(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
