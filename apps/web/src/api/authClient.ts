import { createAuthClient } from 'better-auth/react';

/** Sign-in, sign-out and sessions: `authClient.signIn.email(...)`. */
export const authClient = createAuthClient();
