import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '@noi/errors';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Whose values a box holds. It is bound to them: bytes copied to another row do not open. */
export interface SecretOwner {
  readonly workspaceId: string;
  /** The connection's door token: it exists before the row does and never changes. */
  readonly doorToken: string;
}

/** Seals a connection's secret values for the database. */
export interface SecretBox {
  seal(values: Readonly<Record<string, string>>, owner: SecretOwner): Uint8Array;
  open(sealed: Uint8Array, owner: SecretOwner): Readonly<Record<string, string>>;
}

/** AES-256-GCM; layout: version (1 byte), nonce (12), tag (16), ciphertext. */
export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== KEY_BYTES) throw new AppError('internal', { message: `The secret key must have ${KEY_BYTES} bytes` });

  return {
    seal(values, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(owner));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(values), 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]);
    },
    open(bytes, owner) {
      const sealed = Buffer.from(bytes);
      if (sealed[0] !== VERSION) throw new AppError('internal', { message: 'Sealed values of an unknown version' });
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(owner)).setAuthTag(tag);
        const text = Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
        return JSON.parse(text);
      } catch {
        // The cause could carry parts of the plain text, so it is left out.
        throw new AppError('internal', { message: 'The connection’s secrets cannot be opened with this key' });
      }
    },
  };
}

function boundTo(owner: SecretOwner): Buffer {
  return Buffer.from(`${owner.workspaceId}/${owner.doorToken}`, 'utf8');
}

/** A key as the environment carries it: 64 hex digits, or base64 of 32 bytes. */
export function parseSecretKey(text: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== KEY_BYTES) throw new AppError('internal', { message: 'NOI_SECRET_KEY must be 32 bytes in hex or base64' });
  return key;
}
