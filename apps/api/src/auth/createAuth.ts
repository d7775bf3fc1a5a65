import { createAuthAdapter, type Db } from '@noi/db';
import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins/organization';
import type { Config } from '../services/Config.ts';
import { isSameOrigin } from './isSameOrigin.ts';

const DAY_SECONDS = 86_400;

/** Sessions, passwords and members. Signing up is closed: the first owner comes through the set-up, others by invitation. */
export function createAuth(db: Db, config: Pick<Config, 'authSecret' | 'publicUrl'>) {
  return betterAuth({
    appName: 'Nối',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.authSecret,
    database: createAuthAdapter(db),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: { additionalFields: { locale: { type: 'string', defaultValue: 'vi', required: false } } },
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS },
    plugins: [organization({ allowUserToCreateOrganization: false, schema: { organization: { modelName: 'workspace' } } })],
    trustedOrigins: (request) => {
      const origin = request?.headers.get('origin');
      const isOwn = origin && isSameOrigin({ origin, host: request?.headers.get('host') ?? undefined, publicUrl: config.publicUrl });
      return isOwn ? [config.publicUrl, origin] : [config.publicUrl];
    },
    // The server's own limits count by connection address, which no header can forge.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    advanced: {
      cookiePrefix: 'noi',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { disableIpTracking: true },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
