import { eventPayloads, type ParsedEvent } from './businessEvents.ts';
import type { Text } from './text.ts';

/** Most bytes of an event's payload as JSON: with it a workflow is started, in a request of at most 2 MiB. */
export const mostPayloadBytes = 1_048_576;
const longestExternalId = 500;

/** Why an event is turned away: the code of the refusal, and words for the shop. */
export interface EventFault {
  readonly code: 'body_too_large' | 'body_unreadable';
  readonly reason: Text;
}

/** What keeps an event that came from outside from being stored; `null` when nothing does. Its own payload counts, which may be larger than the body that it was read from. */
export function faultOf({ type, externalId, payload }: ParsedEvent): EventFault | null {
  if (bytesOf(payload) > mostPayloadBytes) {
    return { code: 'body_too_large', reason: { vi: 'Dữ liệu của sự kiện lớn hơn 1 MB.', en: 'The event’s data is larger than 1 MB.' } };
  }
  if (externalId.length > longestExternalId) return unfit('externalId');
  const [issue] = eventPayloads[type].safeParse(payload).error?.issues ?? [];
  return issue === undefined ? null : unfit(issue.path.join('.').slice(0, 100) || 'payload');
}

function unfit(field: string): EventFault {
  return {
    code: 'body_unreadable',
    reason: { vi: `Mục “${field}” dài quá hoặc không đúng dạng.`, en: `The field “${field}” is too long or not of the right form.` },
  };
}

const numberWithExponent = /[:[,]-?\d(?:\.\d+)?e([+-]\d{1,3})(?=[,\]}])/g;

/** As the database hands it back, which writes every number out in full: `1e+300` has 301 digits there. */
function bytesOf(payload: unknown): number {
  const text = JSON.stringify(payload);
  const digits = [...text.matchAll(numberWithExponent)].reduce((sum, [, exponent]) => sum + Math.abs(Number(exponent)), 0);
  return new TextEncoder().encode(text).length + digits;
}
