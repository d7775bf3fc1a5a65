import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { QuietHours } from '../graph/FlowGraph.ts';
import { anAction, aPlan, aTrigger, aWait } from '../run/testing/aPlan.ts';
import type { SimulatedMessage } from '../simulate/Simulation.ts';
import { simulate } from '../simulate/simulate.ts';
import { decideSend } from './decideSend.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const two = (value: number) => String(value).padStart(2, '0');
const timeOfDay = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const hours: fc.Arbitrary<QuietHours> = fc.record({ from: timeOfDay, to: timeOfDay }).filter(({ from, to }) => from !== to);
// The years around give every clock change of these zones; the last is off by 45 minutes.
const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-12-31') });
const zone = fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York', 'Pacific/Chatham');

/** The rule once more, in words that compare as the wall clock shows them. */
function isQuiet(at: number, { from, to }: QuietHours, timezone: string): boolean {
  const shown = DateTime.fromMillis(at, { zone: timezone }).toFormat('HH:mm');
  return from < to ? from <= shown && shown < to : shown >= from || shown < to;
}

test('a message goes only outside all quiet hours, and a delay ends at the first minute that is allowed', () => {
  fc.assert(
    fc.property(moment, zone, hours, fc.boolean(), (now, timezone, quietHours, isAd) => {
      const isClosed = (at: number) => isQuiet(at, quietHours, timezone) || (isAd && isQuiet(at, { from: '22:00', to: '07:00' }, 'Asia/Ho_Chi_Minh'));
      const recipient = { ok: true, address: '+84912345678' } as const;
      const kind = isAd ? { channel: 'sms', purpose: 'promotion' } : { channel: 'zalo', purpose: 'care' };
      const decision = decideSend({ now, timezone, ...kind, recipient, quietHours, hasConsent: true, sentSince: () => 0 });

      if (decision.outcome === 'delay') {
        expect(isClosed(decision.until)).toBe(false);
        for (let at = now; at < decision.until; at += minuteMs) expect(isClosed(at)).toBe(true);
        expect(isClosed(decision.until - 1)).toBe(true);
      } else if (decision.outcome === 'send') {
        expect(isClosed(now)).toBe(false);
      } else {
        for (let at = now; at < now + dayMs; at += minuteMs) expect(isClosed(at)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever is simulated, no cap is exceeded and nothing leaves in quiet hours', () => {
  const visit = fc.record({ after: fc.integer({ min: 0, max: 5 * dayMs }), days: fc.nat(3), phone: fc.constantFrom('+84912345678', '+84987654321') });
  fc.assert(
    fc.property(
      fc.array(visit, { minLength: 1, maxLength: 12 }),
      fc.record({ messages: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 10 }) }),
      fc.option(hours, { nil: undefined }),
      (visits, frequencyCap, quietHours) => {
        const send = anAction({ message: { channel: 'sms', purpose: 'promotion' }, input: { phone: '{{ trigger.phone }}' } });
        const sent: SimulatedMessage[] = [];
        let now = Date.parse('2026-11-22T03:15:00Z');
        for (const { after, days, phone } of visits) {
          const chain = aPlan({ start: aTrigger(), one: send, rest: aWait(days), two: send }, ['start.next>one', 'one.next>rest', 'rest.next>two']);
          const plan = { ...chain, frequencyCap, ...(quietHours === undefined ? {} : { quietHours }) };
          const recipientOf = () => ({ ok: true, address: phone }) as const;
          const simulation = simulate({ plan, trigger: { phone }, startAt: now, recipientOf, sentBefore: sent });
          sent.push(...simulation.messages);
          now = Date.parse(simulation.endedAt) + after;
        }

        for (const last of sent) {
          const before = (ms: number) =>
            sent.filter((other) => other.recipient === last.recipient && other.at <= last.at && Date.parse(other.at) > Date.parse(last.at) - ms).length;
          expect(before(frequencyCap.days * dayMs)).toBeLessThanOrEqual(frequencyCap.messages);
          expect(before(dayMs)).toBeLessThanOrEqual(3);
          expect(isQuiet(Date.parse(last.at), { from: '22:00', to: '07:00' }, 'Asia/Ho_Chi_Minh')).toBe(false);
          if (quietHours) expect(isQuiet(Date.parse(last.at), quietHours, 'Asia/Ho_Chi_Minh')).toBe(false);
        }
      },
    ),
    { numRuns: 100 },
  );
});
