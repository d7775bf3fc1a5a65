import type { Expectation } from './Expectation.ts';
import type { Seen } from './Seen.ts';

/** What somebody who saw this happen, and found it right, would want to stay so. All of it holds of the simulation that it was made from. */
export function suggestExpectations(simulation: Seen): readonly Expectation[] {
  const { messages, held, outcome } = simulation;
  const start = Date.parse(simulation.startedAt);
  const channels = [...new Set(messages.map(({ channel }) => channel))];
  const counts: Expectation[] = channels.map((channel) => {
    const count = messages.filter((message) => message.channel === channel).length;
    return { type: 'messages', channel, is: 'exactly', count };
  });
  const senders = [...new Set(messages.map(({ stepId }) => stepId))];
  const times = senders.flatMap((stepId): Expectation[] => {
    const first = messages.find((message) => message.stepId === stepId);
    return first === undefined ? [] : [{ type: 'messageTime', stepId, is: 'at', afterMinutes: Math.floor((Date.parse(first.at) - start) / 60_000) }];
  });
  const leftOut = new Map(held.flatMap((one) => (one.outcome === 'delay' ? [] : [[`${one.stepId} ${one.cause ?? ''}`, one] as const])));
  const skips = [...leftOut.values()].map(({ stepId, cause }): Expectation => ({ type: 'skips', stepId, ...(cause === undefined ? {} : { cause }) }));
  const end: Expectation = { type: 'ends', state: outcome.state, ...('stepId' in outcome ? { stepId: outcome.stepId } : {}) };
  return [...(counts.length > 0 ? counts : [{ type: 'messages', is: 'exactly', count: 0 } as const]), ...times, ...skips, end];
}
