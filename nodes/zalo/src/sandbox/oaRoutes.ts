import { createHash, randomBytes } from 'node:crypto';
import type { SandboxHost } from '@noi/node-sdk';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { findCaller, oaCodes } from './findCaller.ts';
import type { ZaloAccount, ZaloAccounts } from './ZaloAccounts.ts';

/** A person who has written to an OA. */
export interface OaUser {
  readonly userId: string;
  /** `84…` */
  readonly phone: string;
  readonly name: string;
  readonly lastInteractionAt: number;
}

const dayMs = 24 * 3_600_000;
const TextMessage = z.looseObject({ recipient: z.looseObject({ user_id: z.string() }), message: z.looseObject({ text: z.string().min(1).max(2000) }) });

/** The same person has another id at every OA. */
export function userIdOf(account: ZaloAccount, phone: string): string {
  const digest = createHash('sha256').update(`${account.oaId}:${phone}`).digest();
  return String(digest.readBigUInt64BE(0) % 9_000_000_000_000_000_000n).padStart(19, '7');
}

/** `openapi.zalo.me`: the OA itself and its chat. */
export function oaRoutes(host: SandboxHost, accounts: ZaloAccounts): Hono {
  const app = new Hono();
  const asCaller = (answer: (account: ZaloAccount, context: Context) => Promise<unknown> | unknown) => async (context: Context) => {
    const caller = findCaller({
      accounts,
      now: host.now(),
      accessToken: context.req.header('access_token'),
      proof: context.req.header('appsecret_proof'),
      codes: oaCodes,
    });
    return context.json('error' in caller ? caller : await answer(caller, context));
  };

  app.get(
    '/v2.0/oa/getoa',
    asCaller(({ oaId, oaName }) => ({
      error: 0,
      message: 'Success',
      data: { oaid: oaId, name: oaName, description: '', is_verified: true, package_name: 'Gói Nâng cao', linked_ZCA: `ZCA ${oaName}`, num_follower: 128 },
    })),
  );
  app.get(
    '/v3.0/oa/user/detail',
    asCaller(async (account, context) => {
      const user = await host.store.get<OaUser>(`user:${account.oaId}:${readUserId(context.req.query('data'))}`);
      if (user === null) return { error: -213, message: 'User has not followed the OA' };
      const data = {
        user_id: user.userId,
        user_id_by_app: user.userId,
        user_external_id: '',
        display_name: user.name,
        user_alias: user.name,
        is_sensitive: false,
        user_is_follower: true,
        shared_info: { phone: user.phone, name: user.name, address: '', city: '', district: '' },
      };
      return { error: 0, message: 'Success', data };
    }),
  );
  app.post(
    '/v3.0/oa/message/cs',
    asCaller(async (account, context) => {
      const request = TextMessage.safeParse(await context.req.json().catch(() => undefined));
      if (!request.success) return { error: -201, message: 'Params is invalid' };
      const user = await host.store.get<OaUser>(`user:${account.oaId}:${request.data.recipient.user_id}`);
      if (user === null) return { error: -213, message: 'User has not followed the OA' };
      const since = host.now().getTime() - user.lastInteractionAt;
      if (since > 7 * dayMs) return { error: -230, message: 'User has not interacted with the OA in the past 7 days' };
      const messageId = randomBytes(10).toString('hex');
      await host.showOnPhone({
        id: messageId,
        to: `+${user.phone}`,
        channel: 'zalo',
        sender: { name: account.oaName },
        text: request.data.message.text,
        sentAt: host.now().toISOString(),
      });
      const quotaType = since <= 2 * dayMs ? 'reply' : 'sub_quota';
      return {
        error: 0,
        message: 'Success',
        data: { message_id: messageId, user_id: user.userId, quota: { quota_type: quotaType, owner_type: 'OA', owner_id: account.oaId } },
      };
    }),
  );
  app.all(
    '*',
    asCaller(() => ({ error: -240, message: 'This API has been shut down or does not exist' })),
  );
  return app;
}

/** `GET` calls of the OA host carry one `data` parameter of JSON. */
function readUserId(data: string | undefined): string {
  try {
    return z.object({ user_id: z.string() }).safeParse(JSON.parse(data ?? '')).data?.user_id ?? '';
  } catch {
    return '';
  }
}
