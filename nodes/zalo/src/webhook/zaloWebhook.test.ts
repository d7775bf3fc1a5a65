import { createHash } from 'node:crypto';
import { UnreadableDelivery } from '@noi/node-sdk';
import { aDelivery, runWebhook } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { zaloWebhook } from './zaloWebhook.ts';

const appId = '3456789012345678901';
const oaId = '2134567890123456789';
const values = { appId, oaId, appSecret: 'app-secret', oaSecretKey: 'oa-secret' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** As the documents describe it: a plain hash over the text of the body. */
function signed(body: string, { first = appId, secret = 'oa-secret', timestamp = '1763781300000', prefix = 'mac=' } = {}) {
  return aDelivery({ headers: { 'X-ZEvent-Signature': `${prefix}${sha256(`${first}${body}${timestamp}${secret}`)}` }, body });
}

// Payloads are written out as documented, ids beyond what a JavaScript number holds.
const receipt = `{"sender":{"id":"${oaId}"},"recipient":{"id":"84912345678"},"event_name":"user_received_message","message":{"delivery_time":"1763781299402","msg_id":"a4d0243feee163bd3af2","tracking_id":"run_1-step"},"app_id":"${appId}","timestamp":"1763781300000"}`;
const chatReceipt = `{"sender":{"id":"${oaId}"},"recipient":{"id":"7452839104728193845"},"event_name":"user_received_message","message":{"msg_ids":["m1"]},"app_id":"${appId}","timestamp":"1763781300000"}`;
const feedback = `{"event_name":"user_feedback","message":{"rate":5,"note":"Giao nhanh","submit_time":"1763781299000","msg_id":"a4d0243feee163bd3af2","feedbacks":["Hàng đúng mô tả"],"tracking_id":"run_1-step","rating_type":"star","option":""},"app_id":"${appId}","oa_id":"${oaId}","timestamp":"1763781300000"}`;
const click = `{"event_name":"user_click_response_button","message":{"submit_time":"1763781299000","button_type":"oa.query.show","data":"Tôi cần hỗ trợ","tracking_id":"run_1-step"},"msg_id":"a4d0243feee163bd3af2","app_id":"${appId}","oa_id":"${oaId}","timestamp":"1763781300000"}`;
const chat = `{"app_id":"${appId}","sender":{"id":"7452839104728193845"},"recipient":{"id":"${oaId}"},"user_id_by_app":"552177279717587730","event_name":"user_send_text","message":{"msg_id":"96d3cdf3af150460909","text":"Shop ơi"},"timestamp":"1763781300000"}`;
const follow = `{"oa_id":"${oaId}","follower":{"id":"7452839104728193845"},"user_id_by_app":"552177279717587730","event_name":"follow","source":"oa_profile","app_id":"${appId}","timestamp":"1763781300000"}`;

test.each([
  [
    'a receipt',
    receipt,
    [
      {
        type: 'message.delivered',
        externalId: 'delivered:a4d0243feee163bd3af2',
        occurredAt: '2025-11-22T03:14:59.402Z',
        payload: {
          message: { channel: 'zalo', messageId: 'a4d0243feee163bd3af2', trackingId: 'run_1-step', recipient: '+84912345678' },
          deliveredAt: '2025-11-22T03:14:59.402Z',
        },
      },
    ],
  ],
  [
    'a rating',
    feedback,
    [
      {
        type: 'customer.rated',
        externalId: 'rated:a4d0243feee163bd3af2:1763781299000',
        occurredAt: '2025-11-22T03:14:59.000Z',
        payload: {
          rating: {
            stars: 5,
            comment: 'Giao nhanh',
            choices: ['Hàng đúng mô tả'],
            message: { channel: 'zalo', messageId: 'a4d0243feee163bd3af2', trackingId: 'run_1-step' },
          },
        },
      },
    ],
  ],
  [
    'a reply button',
    click,
    [
      {
        type: 'message.replied',
        externalId: 'clicked:a4d0243feee163bd3af2:1763781299000',
        occurredAt: '2025-11-22T03:14:59.000Z',
        payload: { message: { channel: 'zalo', messageId: 'a4d0243feee163bd3af2', trackingId: 'run_1-step', text: 'Tôi cần hỗ trợ' } },
      },
    ],
  ],
  [
    'a chat message',
    chat,
    [
      {
        type: 'message.replied',
        externalId: 'chat:96d3cdf3af150460909',
        occurredAt: '2025-11-22T03:15:00.000Z',
        payload: { message: { channel: 'zalo', messageId: '96d3cdf3af150460909', recipient: '7452839104728193845', text: 'Shop ơi' } },
      },
    ],
  ],
  ['the receipt of an OA chat', chatReceipt, []],
  ['a follow', follow, []],
])('%s', (_what, body, events) => {
  expect(runWebhook(zaloWebhook, signed(body), values)).toEqual({ answered: 'taken', events });
});

test('ids sent as bare numbers keep every digit', () => {
  const body = chat.replace('"96d3cdf3af150460909"', '96133713375150460909').replace(`"${appId}"`, appId);
  const outcome = runWebhook(zaloWebhook, signed(body), values);
  expect(outcome).toMatchObject({ answered: 'taken', events: [{ externalId: 'chat:96133713375150460909' }] });
});

test.each([
  ['bare hex', { prefix: '' }],
  ['spaces around the sign', { prefix: 'mac = ' }],
  ['the OA id as the first term', { first: oaId }],
])('a signature with %s is accepted', (_what, how) => {
  expect(runWebhook(zaloWebhook, signed(receipt, how), values).answered).toBe('taken');
});

test('without an OA secret key the app secret is tried', () => {
  expect(runWebhook(zaloWebhook, signed(receipt, { secret: 'app-secret' }), { ...values, oaSecretKey: '' }).answered).toBe('taken');
});

test.each([
  ['a wrong secret', signed(receipt, { secret: 'other' })],
  ['a changed body', { ...signed(receipt), body: new TextEncoder().encode(receipt.replace('84912345678', '84912345679')) }],
  ['no signature', aDelivery({ body: receipt })],
  ['a signature of another length', aDelivery({ headers: { 'x-zevent-signature': 'mac=abcd' }, body: receipt })],
])('%s is refused', (_what, delivery) => {
  expect(runWebhook(zaloWebhook, delivery, values)).toMatchObject({ answered: 'refused', verification: { ok: false } });
});

test('an empty secret accepts nothing', () => {
  expect(runWebhook(zaloWebhook, signed(receipt, { secret: '' }), { appId, oaId }).answered).toBe('refused');
});

test.each([
  ['not JSON', '{"event_name":'],
  ['no event', '[]'],
  ['six stars', feedback.replace('"rate":5', '"rate":6')],
])('a body that is %s is unreadable', (_what, body) => {
  expect(() => runWebhook(zaloWebhook, signed(body), values)).toThrow(UnreadableDelivery);
});

test('the console probes with GET and with sample events of another OA, and gets 200 without a signature', () => {
  expect(runWebhook(zaloWebhook, aDelivery({ method: 'GET', query: { 'hub.challenge': '1158201444' } }), values)).toEqual({
    answered: 'handshake',
    status: 200,
    body: '1158201444',
  });
  const sample = chat.replaceAll(oaId, '388613280878808645');
  expect(runWebhook(zaloWebhook, aDelivery({ body: sample }), values)).toEqual({ answered: 'handshake', status: 200, body: 'ok' });
});
