import { createHash, createHmac } from 'node:crypto';
import type { Catalog } from '@noi/catalog';
import type { Db, DueDelivery, WatchSettings } from '@noi/db';
import { type AlertNotice, describeAlert } from '@noi/flow';
import { type Logger, NodeError, noFiles, type Text } from '@noi/node-sdk';
import type { ActivityDeps } from '@noi/temporal-activities';

export interface NoticeSenderOptions {
  readonly db: Pick<Db, 'alerts'>;
  readonly catalog: Catalog;
  readonly connections: ActivityDeps['connections'];
  /** Opens a shop's sealed webhook secret. */
  openSecret(sealed: Uint8Array, workspaceId: string): string;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Brings one notice to one target; throws a `NodeError` when it did not get there. */
export type NoticeSender = (delivery: DueDelivery) => Promise<void>;

const notSet: Text = { vi: 'Kênh này đã được gỡ khỏi phần cài đặt.', en: 'This channel was taken out of the settings.' };

/** Letters and chats go through the actions that flows use, so that accounts, rate limits and address checks are theirs; webhooks through the same guarded client. */
export function createNoticeSender({ db, catalog, connections, openSecret, logger, now }: NoticeSenderOptions): NoticeSender {
  async function act(delivery: DueDelivery, call: { node: string; connectionId: string; input: Readonly<Record<string, unknown>> }): Promise<void> {
    const { workspaceId } = delivery;
    const { node, connectionId, input } = call;
    const action = catalog.actionDefinition(node, 1);
    if (!action) throw new NodeError('bug', notSet);
    const { http, client } = await connections.context({ workspaceId, connectionId, action: { id: node, version: 1 } });
    await action.run({ input, http, client, files: noFiles, connectionId, idempotencyKey: keyOf(delivery), logger, now: now(), attempt: delivery.tries });
  }

  async function post(delivery: DueDelivery, { channels, sealedSecret }: WatchSettings): Promise<void> {
    const { workspaceId, target, content } = delivery;
    if (channels.webhook?.url !== target || sealedSecret === null) throw new NodeError('rejected', notSet);
    const { http } = await connections.context({ workspaceId, connectionId: null, action: { id: 'core.httpRequest', version: 1 } });
    const body = JSON.stringify({ id: keyOf(delivery), ...content, words: describeAlert(content) });
    const seconds = Math.floor(now().getTime() / 1000);
    const signature = createHmac('sha256', openSecret(sealedSecret, workspaceId)).update(`${seconds}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'noi-delivery': keyOf(delivery), 'noi-signature': `t=${seconds},v1=${signature}` };
    await http.post(target, { body, headers, repeatable: true });
  }

  return async (delivery) => {
    const settings = await db.alerts.settings(delivery.workspaceId);
    const { email, zalo } = settings.channels;
    switch (delivery.channel) {
      case 'webhook':
        return await post(delivery, settings);
      case 'email': {
        if (!email?.to.includes(delivery.target)) throw new NodeError('rejected', notSet);
        const { subject, body } = letterOf(delivery.content);
        return await act(delivery, { node: 'core.sendEmail', connectionId: email.connectionId, input: { to: delivery.target, subject, body } });
      }
      case 'zalo': {
        if (zalo?.userId !== delivery.target) throw new NodeError('rejected', notSet);
        const { subject, body } = letterOf(delivery.content);
        return await act(delivery, { node: 'zalo.sendOaText', connectionId: zalo.connectionId, input: { userId: zalo.userId, text: `${subject}\n${body}` } });
      }
    }
  };
}

/** Equal for every try of one delivery: at most 40 of `[A-Za-z0-9_-]`. */
function keyOf({ alertId, round, channel, target }: DueDelivery): string {
  return `alert_${createHash('sha256')
    .update(JSON.stringify([alertId, round, channel, target]))
    .digest('base64url')
    .slice(0, 32)}`;
}

function letterOf(notice: AlertNotice): { subject: string; body: string } {
  const { title, detail, todo } = describeAlert(notice);
  return { subject: title.vi.slice(0, 250), body: `${detail.vi}\n${todo.vi}` };
}
