import { type ParsedEvent, type RawDelivery, toE164, UnreadableDelivery } from '@noi/node-sdk';
import { z } from 'zod';
import { Id, readDelivery, type ZaloDelivery } from './ZaloDelivery.ts';

const Tracking = { msg_id: Id.optional(), tracking_id: Id.nullish() };

const Receipt = z.looseObject({ message: z.looseObject({ ...Tracking, delivery_time: Id }) });
const Feedback = z.looseObject({
  message: z.looseObject({
    ...Tracking,
    rate: Id.transform(Number).pipe(z.int().min(1).max(5)),
    note: z.string().nullish(),
    submit_time: Id.optional(),
    feedbacks: z.array(z.string()).nullish(),
  }),
});
const ButtonClick = z.looseObject({ msg_id: Id.optional(), message: z.looseObject({ ...Tracking, submit_time: Id.optional(), data: z.unknown().optional() }) });
const Chat = z.looseObject({ message: z.looseObject({ msg_id: Id, text: z.string().optional() }) });

/** What a delivery of Zalo's means to a flow; most kinds of event mean nothing. A repeated delivery gives the same `externalId`. */
export function parseEvents(raw: RawDelivery): readonly ParsedEvent[] {
  const delivery = readDelivery(raw);
  const read = readers[delivery.event_name];
  if (read === undefined) return [];
  try {
    return read(delivery, raw.receivedAt);
  } catch (error) {
    throw new UnreadableDelivery(`The event ${delivery.event_name} is not what Zalo documents`, { cause: error });
  }
}

const readers: Readonly<Record<string, (delivery: ZaloDelivery, receivedAt: Date) => readonly ParsedEvent[]>> = {
  user_received_message: readReceipt,
  user_feedback: readFeedback,
  user_click_response_button: readButtonClick,
  user_send_text: readChat,
};

/** The OA chat has a receipt of the same name; only that of a template message carries `delivery_time`. */
function readReceipt(delivery: ZaloDelivery, receivedAt: Date): readonly ParsedEvent[] {
  const receipt = Receipt.safeParse(delivery);
  if (!receipt.success) return [];
  const { message } = receipt.data;
  const deliveredAt = isoTime(message.delivery_time, receivedAt);
  const phone = toE164(delivery.recipient?.id ?? '');
  return [
    {
      type: 'message.delivered',
      externalId: `delivered:${message.msg_id ?? message.tracking_id ?? deliveredAt}`,
      occurredAt: deliveredAt,
      payload: { message: { ...fact(message), ...(phone === undefined ? {} : { recipient: phone }) }, deliveredAt },
    },
  ];
}

/** Carries no user id: the message that asked tells who answered. */
function readFeedback(delivery: ZaloDelivery, receivedAt: Date): readonly ParsedEvent[] {
  const { message } = Feedback.parse(delivery);
  const ratedAt = message.submit_time ?? delivery.timestamp;
  return [
    {
      type: 'customer.rated',
      externalId: `rated:${message.msg_id ?? message.tracking_id ?? ''}:${ratedAt ?? ''}`,
      occurredAt: isoTime(ratedAt, receivedAt),
      payload: {
        rating: {
          stars: message.rate,
          ...(message.note ? { comment: message.note } : {}),
          ...(message.feedbacks && message.feedbacks.length > 0 ? { choices: message.feedbacks } : {}),
          message: fact(message),
        },
      },
    },
  ];
}

function readButtonClick(delivery: ZaloDelivery, receivedAt: Date): readonly ParsedEvent[] {
  const { msg_id, message } = ButtonClick.parse(delivery);
  const clickedAt = message.submit_time ?? delivery.timestamp;
  const answered = { ...message, msg_id: msg_id ?? message.msg_id };
  return [
    {
      type: 'message.replied',
      externalId: `clicked:${answered.msg_id ?? message.tracking_id ?? ''}:${clickedAt ?? ''}`,
      occurredAt: isoTime(clickedAt, receivedAt),
      payload: { message: { ...fact(answered), ...(message.data === undefined ? {} : { text: words(message.data) }) } },
    },
  ];
}

/** Written to the OA by itself: `recipient` is the customer's user id at this OA, the address of an answer. */
function readChat(delivery: ZaloDelivery, receivedAt: Date): readonly ParsedEvent[] {
  const { message } = Chat.parse(delivery);
  const userId = delivery.sender?.id;
  return [
    {
      type: 'message.replied',
      externalId: `chat:${message.msg_id}`,
      occurredAt: isoTime(delivery.timestamp, receivedAt),
      payload: {
        message: {
          channel: 'zalo',
          messageId: message.msg_id,
          ...(userId === undefined ? {} : { recipient: userId }),
          ...(message.text === undefined ? {} : { text: message.text.normalize('NFC') }),
        },
      },
    },
  ];
}

function fact({ msg_id, tracking_id }: { msg_id?: string | undefined; tracking_id?: string | null | undefined }) {
  return { channel: 'zalo' as const, ...(msg_id === undefined ? {} : { messageId: msg_id }), ...(tracking_id ? { trackingId: tracking_id } : {}) };
}

function words(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data);
}

/** Zalo's times are milliseconds as text; seconds were seen in older payloads. */
function isoTime(value: string | undefined, otherwise: Date): string {
  const time = Number(value);
  if (value === undefined || !Number.isFinite(time) || time <= 0 || time > 8.64e15) return otherwise.toISOString();
  return new Date(time < 1e12 ? time * 1000 : time).toISOString();
}
