import { createHmac } from 'node:crypto';
import type { Refusal } from './checkSend.ts';
import type { ZaloAccount, ZaloAccounts } from './ZaloAccounts.ts';

interface Caller {
  readonly accounts: ZaloAccounts;
  readonly now: Date;
  readonly accessToken: string | undefined;
  readonly proof: string | undefined;
  /** The two hosts name the same faults differently. */
  readonly codes: { readonly invalid: number; readonly expired: number; readonly proof: number };
}

export const znsCodes = { invalid: -124, expired: -124, proof: -1241 } as const;
export const oaCodes = { invalid: -216, expired: -220, proof: -242 } as const;

/** Whose token the call carries. `appsecret_proof` may be left out, but must be right when it is there. */
export function findCaller({ accounts, now, accessToken, proof, codes }: Caller): ZaloAccount | Refusal {
  const account = accounts.byAccessToken(accessToken ?? '');
  if (account === undefined) return { error: codes.invalid, message: 'Access token is invalid' };
  if (account.accessTokenEndsAt <= now.getTime()) return { error: codes.expired, message: 'Access token has expired' };
  const expected = createHmac('sha256', account.appSecret).update(account.accessToken).digest('hex');
  if (proof !== undefined && proof !== expected) return { error: codes.proof, message: 'appsecret_proof is invalid' };
  return account;
}
