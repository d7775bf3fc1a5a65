import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { resolvePublic } from './checkAddress.ts';
import type { NetworkPolicy } from './NetworkPolicy.ts';

/** Two ways out: one that dials public addresses only, one for the sandbox that configuration names. */
export interface Dialers {
  readonly guarded: Dispatcher;
  readonly sandbox: Dispatcher;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 8000;

/** The guarded agent checks inside the lookup of the dial itself: the address that was checked is the one that is dialled, whatever DNS answers a moment later. */
export function createDialers(policy: NetworkPolicy): Dialers {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolvePublic(hostname, policy.lookUp).then(
      (addresses) => {
        if (options.all) return callback(null, [...addresses]);
        const [first] = addresses;
        return callback(null, first?.address ?? '', first?.family);
      },
      (error) => callback(error, ''),
    );
  };
  const guarded = new Agent({ connect: { lookup, timeout: CONNECT_TIMEOUT_MS }, connections: 64 });
  const sandbox = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, connections: 64 });
  return {
    guarded,
    sandbox,
    async close() {
      await Promise.all([guarded.close(), sandbox.close()]);
    },
  };
}
