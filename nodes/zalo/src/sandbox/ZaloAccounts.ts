import { randomBytes, randomInt } from 'node:crypto';
import { doorToken, type SandboxHost } from '@noi/node-sdk';
import type { DemoTemplate, TemplateState } from './DemoTemplate.ts';
import { demoTemplates } from './demoTemplates.ts';

export const accessTokenSeconds = 90_000;
const refreshTokenMs = 90 * 24 * 3_600_000;
/** Two uses of one refresh token so close together are two refreshes in parallel. */
const parallelMs = 10_000;
const newAccountQuota = 5_000;

/** One OA with the app that is linked to it. */
export interface ZaloAccount {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaName: string;
  readonly oaSecretKey: string;
  doorUrl: string;
  accessToken: string;
  accessTokenEndsAt: number;
  refreshToken: string;
  refreshTokenEndsAt: number;
  spent: { token: string; at: number }[];
  /** Parallel refreshes destroyed the grant: only a new consent helps. */
  isGrantLost: boolean;
  dailyQuota: number;
  remainingQuota: number;
  /** The day in Vietnam that `remainingQuota` counts for. */
  quotaDay: string;
  states: Record<string, TemplateState>;
}

export type Exchange = { readonly ok: true } | { readonly ok: false; readonly error: number; readonly name: string; readonly reason: string };

/** Accounts in memory, written through to the store; changes to one account happen in one go, as in a provider's database. */
export class ZaloAccounts {
  readonly #host: SandboxHost;
  readonly #byApp = new Map<string, ZaloAccount>();

  private constructor(host: SandboxHost) {
    this.#host = host;
  }

  static async open(host: SandboxHost): Promise<ZaloAccounts> {
    const accounts = new ZaloAccounts(host);
    for (const { value } of await host.store.list<ZaloAccount>('account:')) accounts.#byApp.set(value.appId, value);
    return accounts;
  }

  all(): readonly ZaloAccount[] {
    return [...this.#byApp.values()];
  }

  byApp(appId: string): ZaloAccount | undefined {
    return this.#byApp.get(appId);
  }

  byAccessToken(token: string): ZaloAccount | undefined {
    return token === '' ? undefined : this.all().find((account) => account.accessToken === token && !account.isGrantLost);
  }

  async save(account: ZaloAccount): Promise<void> {
    await this.#host.store.set(`account:${account.appId}`, account);
  }

  /** The shop's consent: a new account, or the known one of this door with a living grant. */
  async openAt(doorUrl: string, shopName: string): Promise<ZaloAccount> {
    const known = this.all().find((account) => doorToken(account.doorUrl) === doorToken(doorUrl));
    const account = known ?? this.#create(doorUrl, shopName);
    if (known === undefined || known.isGrantLost) this.#grant(account);
    account.doorUrl = doorUrl;
    this.#byApp.set(account.appId, account);
    await this.save(account);
    return account;
  }

  /** A refresh token works once. Using a spent one again within seconds is a parallel refresh, which destroys the grant. */
  async refresh(account: ZaloAccount, refreshToken: string): Promise<Exchange> {
    const now = this.#host.now().getTime();
    const spent = account.spent.find(({ token }) => token === refreshToken);
    if (spent !== undefined && now - spent.at <= parallelMs) account.isGrantLost = true;
    if (account.isGrantLost || refreshToken !== account.refreshToken || account.refreshTokenEndsAt <= now) {
      await this.save(account);
      return { ok: false, error: -14014, name: 'Invalid refresh token', reason: 'The refresh token is invalid, expired or already used' };
    }
    account.spent = [...account.spent, { token: refreshToken, at: now }].slice(-20);
    this.#grant(account);
    await this.save(account);
    return { ok: true };
  }

  stateOf(account: ZaloAccount, template: DemoTemplate): TemplateState {
    return account.states[template.id] ?? template.state;
  }

  template(templateId: string): DemoTemplate | undefined {
    return demoTemplates.find(({ id }) => id === templateId);
  }

  /** Starts the day's quota afresh when Vietnam has a new day. */
  quotaOf(account: ZaloAccount): number {
    const today = vietnamDay(this.#host.now());
    if (account.quotaDay !== today) {
      account.quotaDay = today;
      account.remainingQuota = account.dailyQuota;
    }
    return account.remainingQuota;
  }

  #create(doorUrl: string, shopName: string): ZaloAccount {
    return {
      appId: bigId(),
      appSecret: randomBytes(10).toString('hex'),
      oaId: bigId(),
      oaName: shopName,
      oaSecretKey: randomBytes(16).toString('hex'),
      doorUrl,
      accessToken: '',
      accessTokenEndsAt: 0,
      refreshToken: '',
      refreshTokenEndsAt: 0,
      spent: [],
      isGrantLost: false,
      dailyQuota: newAccountQuota,
      remainingQuota: newAccountQuota,
      quotaDay: vietnamDay(this.#host.now()),
      states: {},
    };
  }

  #grant(account: ZaloAccount): void {
    const now = this.#host.now().getTime();
    account.accessToken = randomBytes(48).toString('base64url');
    account.accessTokenEndsAt = now + accessTokenSeconds * 1000;
    account.refreshToken = randomBytes(48).toString('base64url');
    account.refreshTokenEndsAt = now + refreshTokenMs;
    account.isGrantLost = false;
  }
}

/** Nineteen digits: more than a JavaScript number holds, as Zalo's ids are. */
function bigId(): string {
  return String(randomInt(1, 9)) + Array.from({ length: 18 }, () => randomInt(10)).join('');
}

function vietnamDay(now: Date): string {
  return new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

export function vietnamHour(now: Date): number {
  return new Date(now.getTime() + 7 * 3_600_000).getUTCHours();
}
