import { createHash } from 'node:crypto';
import type { SandboxHost } from '@noi/node-sdk';
import type { ZaloAccount } from './ZaloAccounts.ts';

/** A sent template message, as the emulator remembers it. */
export interface SentMessage {
  readonly msgId: string;
  readonly appId: string;
  /** `84…` */
  readonly phone: string;
  readonly templateId: string;
  readonly trackingId: string;
  readonly sentAt: number;
  readonly deliveredAt: number;
  readonly ratedAt?: number;
}

interface Callback {
  readonly host: SandboxHost;
  readonly account: ZaloAccount;
  /** Without `app_id` and `timestamp`, which every event gets. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly delayMs?: number;
  /** Template events carry it, events of the OA chat do not. */
  readonly isZns: boolean;
}

/** Posts one event to the app's webhook, signed as Zalo signs: a plain SHA-256 over app id, body, timestamp and OA secret key. */
export async function callBack({ host, account, event, at, delayMs = 0, isZns }: Callback): Promise<void> {
  const timestamp = String(at);
  const body = JSON.stringify({ ...event, app_id: account.appId, timestamp });
  const mac = createHash('sha256').update(`${account.appId}${body}${timestamp}${account.oaSecretKey}`).digest('hex');
  await host.callBack(
    {
      url: account.doorUrl,
      headers: { 'content-type': 'application/json', 'x-zevent-signature': `mac=${mac}`, ...(isZns ? { 'x-zevent-server': 'ZNS' } : {}) },
      body,
    },
    delayMs,
  );
}

export function receiptOf(account: ZaloAccount, message: SentMessage): Readonly<Record<string, unknown>> {
  return {
    sender: { id: account.oaId },
    recipient: { id: message.phone },
    event_name: 'user_received_message',
    message: { delivery_time: String(message.deliveredAt), msg_id: message.msgId, tracking_id: message.trackingId },
  };
}

interface Feedback {
  readonly stars: number;
  readonly comment?: string;
  readonly choices?: readonly string[];
  readonly at: number;
}

export function feedbackOf(account: ZaloAccount, message: SentMessage, { stars, comment, choices, at }: Feedback): Readonly<Record<string, unknown>> {
  return {
    event_name: 'user_feedback',
    message: {
      rate: stars,
      note: comment ?? '',
      submit_time: String(at),
      msg_id: message.msgId,
      feedbacks: choices ?? [],
      tracking_id: message.trackingId,
    },
    oa_id: account.oaId,
  };
}

export function clickOf(account: ZaloAccount, message: SentMessage, { data, at }: { data: string; at: number }): Readonly<Record<string, unknown>> {
  return {
    event_name: 'user_click_response_button',
    message: { submit_time: String(at), button_type: 'oa.query.show', data, tracking_id: message.trackingId },
    msg_id: message.msgId,
    oa_id: account.oaId,
  };
}
