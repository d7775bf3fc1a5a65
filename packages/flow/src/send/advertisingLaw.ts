import type { TimeWindow } from './firstAllowed.ts';

/** Decree 91/2020, article 13: so many advertising messages to one phone number within 24 hours. */
export const mostAdsPerDay = 3;

/** The hours in which advertising messages must not be sent, on Vietnam's clock wherever the flow's own stands. */
export const unlawfulAdHours: TimeWindow = { from: '22:00', to: '07:00', timezone: 'Asia/Ho_Chi_Minh' };

/** Whether the law limits this message. It speaks of advertising by text message; care for orders and transactions are free of it. */
export function adsAreLimited({ channel, purpose }: { readonly channel: string; readonly purpose: string }): boolean {
  return channel === 'sms' && purpose === 'promotion';
}
