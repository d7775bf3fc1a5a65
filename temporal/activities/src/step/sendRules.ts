import type { NewMessage } from '@noi/db';
import { countedSince, decideSend, type Plan, type SendDecision, type SendQuestion } from '@noi/flow';

export interface SendFacts {
  readonly plan: Plan;
  readonly message: Pick<NewMessage, 'channel' | 'purpose' | 'recipient'>;
  readonly now: Date;
  readonly hasConsent: boolean;
}

/** The send decision of one message, but for the ledger's counts: `since` says which are needed, `decide` takes them in that order. */
export function sendRules({ plan, message, now, hasConsent }: SendFacts): {
  readonly since: readonly Date[];
  decide(counts: readonly number[], provider?: Pick<SendQuestion, 'quota' | 'templateProblem'>): SendDecision;
} {
  const { timezone, quietHours, frequencyCap } = plan;
  const { channel, purpose, recipient } = message;
  const question = { now: now.getTime(), timezone, channel, purpose, quietHours, frequencyCap, hasConsent };
  const times = countedSince(question);
  return {
    since: times.map((time) => new Date(time)),
    // An address that cannot be one has failed the step before: see prepareStep.
    decide: (counts, provider) =>
      decideSend({ ...question, ...provider, recipient: { ok: true, address: recipient }, sentSince: (since) => counts[times.indexOf(since)] ?? 0 }),
  };
}
