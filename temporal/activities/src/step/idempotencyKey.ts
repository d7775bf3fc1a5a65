import { createHash } from 'node:crypto';

/** One visit of one step of one run; all attempts at it share the key, no other visit does. */
export interface Visit {
  readonly runId: string;
  readonly scope: string;
  readonly stepId: string;
  readonly visit: number;
}

/** The name under which a provider, the ledger and a lookup know one visit: 32 characters of `[A-Za-z0-9_-]`. */
export function idempotencyKey({ runId, scope, stepId, visit }: Visit): string {
  return createHash('sha256').update(`${runId}\n${scope}\n${stepId}\n${visit}`).digest('base64url').slice(0, 32);
}
