import type { Text } from '@noi/events';
import type { FrequencyCap, QuietHours } from '../graph/FlowGraph.ts';
import { adsAreLimited, mostAdsPerDay, unlawfulAdHours } from './advertisingLaw.ts';
import { firstAllowed, type TimeWindow } from './firstAllowed.ts';
import type { RecipientReading } from './readRecipient.ts';

/** Everything that decides whether one message goes out now. */
export interface SendQuestion {
  /** Epoch ms. */
  readonly now: number;
  /** IANA name of the flow's timezone. */
  readonly timezone: string;
  readonly channel: string;
  readonly purpose: string;
  readonly recipient: RecipientReading;
  /** Whether this person may be written to on this channel for this purpose. */
  readonly hasConsent: boolean;
  /** How many messages of this channel and purpose went to this person, or are on their way, since that time (epoch ms). */
  readonly sentSince: (since: number) => number;
  readonly frequencyCap?: FrequencyCap | undefined;
  readonly quietHours?: QuietHours | undefined;
  /** Why the provider does not take this template any more, in words; absent while nothing speaks against it. */
  readonly templateProblem?: Text | undefined;
  /** The provider's quota for the account is used up until then (epoch ms). */
  readonly quota?: { readonly resumesAt: number } | undefined;
}

/** What objects to a message, for counting and for tests; the words for people are the decision's `reason`. */
export const sendCauses = ['recipient', 'consent', 'cap', 'law', 'quietHours', 'lawHours', 'noHour', 'template', 'quota'] as const;
export type SendCause = (typeof sendCauses)[number];

export type SendDecision =
  | { readonly outcome: 'send' }
  /** Not now; at `until` (epoch ms) the question is asked again. */
  | { readonly outcome: 'delay'; readonly until: number; readonly cause: SendCause; readonly reason: Text }
  /** Not at all. */
  | { readonly outcome: 'skip'; readonly cause: SendCause; readonly reason: Text }
  /** The address cannot be one, or the template is closed. The step fails with these words, since that can be mended and the run done again. */
  | { readonly outcome: 'refuse'; readonly cause: SendCause; readonly reason: Text };

const dayMs = 86_400_000;

/**
 * The one decision before a message leaves, in a fixed order: recipient valid, consent, frequency caps, quiet hours of the flow and of the law, what is
 * known of the provider's template and quota. The first check that objects has the word.
 */
export function decideSend(question: SendQuestion): SendDecision {
  const { recipient, hasConsent } = question;
  if (!recipient.ok) return { outcome: 'refuse', cause: 'recipient', reason: recipient.text };
  if (!hasConsent) return { outcome: 'skip', cause: 'consent', reason: noConsent };
  return overCap(question) ?? outsideHours(question) ?? refusedByProvider(question) ?? { outcome: 'send' };
}

/** The times from which `decideSend` counts messages; empty when no cap concerns this message. */
export function countedSince({ now, channel, purpose, frequencyCap }: Pick<SendQuestion, 'now' | 'channel' | 'purpose' | 'frequencyCap'>): readonly number[] {
  return [...(frequencyCap ? [now - frequencyCap.days * dayMs] : []), ...(adsAreLimited({ channel, purpose }) ? [now - dayMs] : [])];
}

function overCap({ now, channel, purpose, frequencyCap, sentSince }: SendQuestion): SendDecision | null {
  if (frequencyCap) {
    const { messages, days } = frequencyCap;
    if (sentSince(now - days * dayMs) >= messages) return { outcome: 'skip', cause: 'cap', reason: capReached(frequencyCap) };
  }
  if (adsAreLimited({ channel, purpose }) && sentSince(now - dayMs) >= mostAdsPerDay) return { outcome: 'skip', cause: 'law', reason: lawReached };
  return null;
}

function outsideHours(question: SendQuestion): SendDecision | null {
  const { now, quietHours } = question;
  const { flow, law } = closedHours(question);
  const until = firstAllowed(now, [...flow, ...law]);
  if (until === now) return null;
  if (until === null) return { outcome: 'skip', cause: 'noHour', reason: noHourLeft };
  const isFlow = quietHours !== undefined && firstAllowed(now, flow) !== now;
  return isFlow
    ? { outcome: 'delay', until, cause: 'quietHours', reason: quietNow(quietHours) }
    : { outcome: 'delay', until, cause: 'lawHours', reason: unlawfulNow };
}

function closedHours({ timezone, channel, purpose, quietHours }: SendQuestion): { readonly flow: readonly TimeWindow[]; readonly law: readonly TimeWindow[] } {
  return { flow: quietHours ? [{ ...quietHours, timezone }] : [], law: adsAreLimited({ channel, purpose }) ? [unlawfulAdHours] : [] };
}

/** A turn after the quota is of no use in hours in which nothing may go. */
function refusedByProvider(question: SendQuestion): SendDecision | null {
  const { templateProblem, quota, now } = question;
  if (templateProblem) return { outcome: 'refuse', cause: 'template', reason: templateProblem };
  if (!quota || quota.resumesAt <= now) return null;
  const { flow, law } = closedHours(question);
  const until = firstAllowed(quota.resumesAt, [...flow, ...law]);
  return until === null ? { outcome: 'skip', cause: 'noHour', reason: noHourLeft } : { outcome: 'delay', until, cause: 'quota', reason: quotaUsedUp };
}

const noConsent: Text = {
  vi: 'Khách không đồng ý nhận loại tin này, nên tin không được gửi.',
  en: 'The customer has not agreed to messages of this kind, so it was not sent.',
};
const lawReached: Text = {
  vi: 'Khách đã nhận đủ 3 tin quảng cáo trong 24 giờ qua, mức cao nhất theo Nghị định 91/2020, nên tin không được gửi.',
  en: 'The customer got 3 advertising messages in the last 24 hours, the most that Decree 91/2020 allows, so it was not sent.',
};
const unlawfulNow: Text = {
  vi: 'Tin quảng cáo chỉ được gửi từ 07:00 đến 22:00 theo Nghị định 91/2020. Tin sẽ đi khi đến giờ.',
  en: 'Advertising may be sent only from 07:00 to 22:00 under Decree 91/2020. It goes out when that time comes.',
};
const noHourLeft: Text = {
  vi: 'Giờ yên lặng của quy trình và giờ luật định không còn lúc nào để gửi, nên tin không được gửi. Hãy rút ngắn giờ yên lặng trong cài đặt quy trình.',
  en: 'The flow’s quiet hours and the hours set by law leave no time to send, so it was not sent. Shorten the quiet hours in the flow’s settings.',
};

const quotaUsedUp: Text = {
  vi: 'Tài khoản đã dùng hết hạn mức gửi của nhà cung cấp. Tin sẽ tự đi khi có hạn mức mới.',
  en: "The account has used up the provider's sending quota. It goes out by itself when there is new quota.",
};

function capReached({ messages, days }: FrequencyCap): Text {
  return {
    vi: `Khách đã nhận đủ ${messages} tin trong ${days} ngày qua, theo cài đặt của quy trình, nên tin không được gửi.`,
    en: `The customer got ${messages} ${messages === 1 ? 'message' : 'messages'} in the last ${days === 1 ? 'day' : `${days} days`}, the most that the flow's settings allow, so it was not sent.`,
  };
}

function quietNow({ from, to }: QuietHours): Text {
  return {
    vi: `Đang trong giờ yên lặng của quy trình (${from}–${to}). Tin sẽ đi khi hết giờ yên lặng.`,
    en: `These are the flow's quiet hours (${from}–${to}). It goes out when they end.`,
  };
}
