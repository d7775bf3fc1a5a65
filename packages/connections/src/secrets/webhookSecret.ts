import { randomBytes } from 'node:crypto';
import type { SecretBox } from './createSecretBox.ts';

/** In place of a door token: the secret is the shop's own, not a connection's. */
const place = 'alert-webhook';

/** Makes the secret with which a shop's webhook notices are signed; it is shown once and kept sealed. */
export function newWebhookSecret(box: SecretBox, workspaceId: string): { readonly secret: string; readonly sealed: Uint8Array } {
  const secret = `noi_whs_${randomBytes(24).toString('base64url')}`;
  return { secret, sealed: box.seal({ secret }, { workspaceId, doorToken: place }) };
}

/** Throws `internal` when it was sealed for another shop or with another key. */
export function openWebhookSecret(box: SecretBox, { workspaceId, sealed }: { workspaceId: string; sealed: Uint8Array }): string {
  return box.open(sealed, { workspaceId, doorToken: place }).secret ?? '';
}
