import { AppError } from '@noi/errors';
import { z } from 'zod';

const Environment = z.object({
  NOI_PORT: z.coerce.number().int().min(0).max(65535).default(4321),
  NOI_HOST: z.string().default('127.0.0.1'),
  NOI_DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  NOI_SECRET_KEY: z.string().optional(),
  NOI_AUTH_SECRET: z.string().min(32),
  NOI_SANDBOX_URL: z.url().optional(),
  NOI_SANDBOX_KEY: z.string().optional(),
  NOI_PUBLIC_URL: z.url().optional(),
  NOI_WEB_DIR: z.string().optional(),
  NOI_TRUST_PROXY: z.string().optional(),
  NOI_METRICS_TOKEN: z.string().min(16).optional(),
  NOI_WORKER_URL: z.url().optional(),
  NOI_DEMO: z.enum(['0', '1']).default('0'),
});

/** What the environment says, checked once at start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  /** Key of the connections' secrets; without it the data folder's `secret.key` is read. */
  readonly secretKey: string | null;
  readonly authSecret: string;
  readonly sandbox: { readonly url: string; readonly key: string } | null;
  /** Where browsers and providers reach this server, without a trailing slash. */
  readonly publicUrl: string;
  readonly webDir: string | null;
  readonly isDemo: boolean;
  /** Addresses of proxies whose word about the caller's address is taken (`loopback`, `uniquelocal`, CIDRs); limits count by that address. */
  readonly trustProxy: string | false;
  /** Who has it reads `/metrics`; without one, only this machine may. */
  readonly metricsToken: string | null;
  /** Where the one worker beside this process tells its state; its metrics are then shown with ours. */
  readonly workerUrl: string | null;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Reads the environment; a missing or wrong variable is named in the error. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // Compose files pass on what is not set as an empty text.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new AppError('invalid_request', { message: `Environment: ${names}` });
  }
  const values = parsed.data;
  const sandbox = values.NOI_SANDBOX_URL === undefined ? null : { url: trimSlash(values.NOI_SANDBOX_URL), key: values.NOI_SANDBOX_KEY ?? '' };
  return {
    port: values.NOI_PORT,
    host: values.NOI_HOST,
    dataDir: values.NOI_DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    temporal: { address: values.TEMPORAL_ADDRESS, namespace: values.TEMPORAL_NAMESPACE },
    secretKey: values.NOI_SECRET_KEY ?? null,
    authSecret: values.NOI_AUTH_SECRET,
    sandbox,
    publicUrl: trimSlash(values.NOI_PUBLIC_URL ?? `http://localhost:${values.NOI_PORT}`),
    webDir: values.NOI_WEB_DIR ?? null,
    trustProxy: values.NOI_TRUST_PROXY || false,
    metricsToken: values.NOI_METRICS_TOKEN ?? null,
    workerUrl: values.NOI_WORKER_URL === undefined ? null : trimSlash(values.NOI_WORKER_URL),
    // The demo's password is shown on the sign-in page, so it never leaves this machine.
    isDemo: values.NOI_DEMO === '1' && loopback.has(values.NOI_HOST),
  };
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
