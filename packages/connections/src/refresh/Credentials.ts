import type { ConnectionValues } from '@noi/node-sdk';

/** A connection's values as they stood at one revision. */
export interface CredentialSet {
  readonly values: ConnectionValues;
  readonly revision: number;
}

/** The credentials of one connection, kept good. */
export interface Credentials {
  /** The values to sign with now; refreshed first when they are due. */
  fresh(): Promise<CredentialSet>;
  /** New values after the provider refused these; null when the connection has no refresh. */
  renew(used: CredentialSet): Promise<CredentialSet | null>;
  /** Marks the connection for attention: the provider refuses even what is new. */
  flag(): Promise<void>;
}
