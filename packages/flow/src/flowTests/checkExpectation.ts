import { assertNever } from '@noi/errors';
import type { Text } from '@noi/events';
import { spanMs } from '../graph/spanMs.ts';
import type { Expectation } from './Expectation.ts';
import type { Seen } from './Seen.ts';
import { clockWords, endWords, moneyWords, type StepNames } from './storyWords.ts';

/** Whether an expectation holds, and what happened instead in words. */
export type Checked = { readonly holds: true } | { readonly holds: false; readonly instead: Text };

/** Compares what a flow did with what was expected of it. */
export function checkExpectation(expectation: Expectation, simulation: Seen, names: Pick<StepNames, 'port'>): Checked {
  const { messages, held, records, outcome } = simulation;
  const start = Date.parse(simulation.startedAt);
  switch (expectation.type) {
    case 'messages': {
      const { channel, is, count } = expectation;
      const sent = messages.filter((message) => channel === undefined || message.channel === channel).length;
      const holds = is === 'exactly' ? sent === count : is === 'atLeast' ? sent >= count : sent <= count;
      return holds ? { holds } : { holds, instead: { vi: `đã gửi ${sent} tin`, en: `${sent === 1 ? '1 message was' : `${sent} messages were`} sent` } };
    }
    case 'messageTime': {
      const first = messages.find(({ stepId }) => stepId === expectation.stepId);
      if (first === undefined) return { holds: false, instead: { vi: 'không có tin nào được gửi', en: 'no message was sent' } };
      const after = Math.floor((Date.parse(first.at) - start) / 60_000);
      const holds = expectation.is === 'at' ? after === expectation.afterMinutes : after <= expectation.afterMinutes;
      const at = clockWords(after);
      return holds ? { holds } : { holds, instead: { vi: `tin được gửi ${at.vi}`, en: `it was sent ${at.en}` } };
    }
    case 'skips': {
      const left = held.filter(({ stepId, outcome: how }) => stepId === expectation.stepId && how !== 'delay');
      if (left.some(({ cause }) => expectation.cause === undefined || cause === expectation.cause)) return { holds: true };
      const other = left[0];
      return {
        holds: false,
        instead:
          other === undefined
            ? { vi: 'không có tin nào bị bỏ qua', en: 'no message was left out' }
            : { vi: `bị bỏ qua vì: ${other.reason.vi}`, en: `it was left out because: ${other.reason.en}` },
      };
    }
    case 'passes': {
      const ends = records.filter(({ stepId, port }) => stepId === expectation.stepId && port !== undefined);
      if (ends.some(({ port }) => expectation.port === undefined || port === expectation.port)) return { holds: true };
      const other = ends[0]?.port;
      if (other === undefined) return { holds: false, instead: { vi: 'quy trình không đi qua bước này', en: 'the flow did not pass this step' } };
      const { vi, en } = names.port(expectation.stepId, other);
      return { holds: false, instead: { vi: `quy trình rẽ theo nhánh “${vi}”`, en: `the flow left it by “${en}”` } };
    }
    case 'neverReaches': {
      const isReached = records.some(({ stepId, state }) => stepId === expectation.stepId && state !== 'stopped');
      return isReached ? { holds: false, instead: { vi: 'quy trình có đi đến bước này', en: 'the flow reached this step' } } : { holds: true };
    }
    case 'ends': {
      const isThere =
        outcome.state === expectation.state && (expectation.stepId === undefined || ('stepId' in outcome && outcome.stepId === expectation.stepId));
      return isThere ? { holds: true } : { holds: false, instead: endWords(outcome) };
    }
    case 'endsWithin': {
      const took = Date.parse(simulation.endedAt) - start;
      if (outcome.state === 'unfinished') return { holds: false, instead: endWords(outcome) };
      const at = clockWords(Math.floor(took / 60_000));
      return took <= spanMs(expectation.span)
        ? { holds: true }
        : { holds: false, instead: { vi: `lượt chạy kết thúc ${at.vi}`, en: `the run ended ${at.en}` } };
    }
    case 'costsAtMost': {
      const unpriced = messages.filter(({ priceVnd }) => priceVnd === undefined).length;
      if (unpriced > 0) return { holds: false, instead: { vi: `có ${unpriced} tin chưa rõ giá`, en: `the price of ${unpriced} sent is not known` } };
      const cost = messages.reduce((sum, { priceVnd = 0 }) => sum + priceVnd, 0);
      const amount = moneyWords(cost);
      return cost <= expectation.vnd ? { holds: true } : { holds: false, instead: { vi: `tốn ${amount}`, en: `it cost ${amount}` } };
    }
    default:
      return assertNever(expectation);
  }
}
