/** Sign-in and sign-out: `(await openAuthClient()).signIn.email(...)`. A chunk of its own, since most visits need neither. */
export async function openAuthClient() {
  const { createAuthClient } = await import('better-auth/react');
  return createAuthClient();
}
