import { z } from 'zod';

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  NOI_SECRET_KEY: z.string().min(1),
  NOI_SANDBOX_URL: z.string().optional(),
  NOI_SANDBOX_KEY: z.string().optional(),
  NOI_PUBLIC_URL: z.url().optional(),
  NOI_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  NOI_WORKER_HOST: z.string().default('127.0.0.1'),
  NOI_WORKFLOW_BUNDLE: z.string().optional(),
  NOI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

export type Settings = z.infer<typeof Environment>;

/** The process's settings; throws one line that names what is missing. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`The worker cannot start: set ${names} in the environment.`);
}
