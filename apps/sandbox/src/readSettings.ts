import { z } from 'zod';

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  NOI_SANDBOX_PORT: z.coerce.number().int().min(1).max(65_535),
  NOI_SANDBOX_KEY: z.string().min(8),
  NOI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});
export type Settings = z.infer<typeof Environment>;

/** The process's settings; throws one line that names what is missing or wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`The sandbox cannot start: set ${names} in the environment.`);
}
