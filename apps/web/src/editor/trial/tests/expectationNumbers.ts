import type { Expectation } from '@noi/flow';

/** A number in an expectation that may be typed, by what it counts. Days, hours and minutes count from the start of the run. */
export interface ExpectationNumber {
  readonly counts: 'messages' | 'days' | 'hours' | 'minutes' | 'vnd';
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

const hourMinutes = 60;
const dayMinutes = 1_440;
/** As much as a scenario looks at. */
const mostDays = 90;

/** The numbers of an expectation, in the order in which people read them. */
export function numbersOf(expectation: Expectation): readonly ExpectationNumber[] {
  switch (expectation.type) {
    case 'messages':
      return [{ counts: 'messages', value: expectation.count, min: 0, max: 1_000 }];
    case 'messageTime': {
      const { afterMinutes } = expectation;
      return [
        { counts: 'days', value: Math.floor(afterMinutes / dayMinutes), min: 0, max: mostDays },
        { counts: 'hours', value: Math.floor((afterMinutes % dayMinutes) / hourMinutes), min: 0, max: 23 },
        { counts: 'minutes', value: afterMinutes % hourMinutes, min: 0, max: 59 },
      ];
    }
    case 'endsWithin':
      return expectation.span.unit === 'days' ? [{ counts: 'days', value: expectation.span.amount, min: 1, max: mostDays }] : [];
    case 'costsAtMost':
      return [{ counts: 'vnd', value: expectation.vnd, min: 0, max: 1_000_000_000 }];
    default:
      return [];
  }
}

/** The expectation with another of its numbers. */
export function withNumber(expectation: Expectation, { counts, value }: Pick<ExpectationNumber, 'counts' | 'value'>): Expectation {
  switch (expectation.type) {
    case 'messages':
      return { ...expectation, count: value };
    case 'messageTime': {
      const minutes = { minutes: 1, hours: hourMinutes, days: dayMinutes, messages: 0, vnd: 0 } as const;
      const former = numbersOf(expectation).find((one) => one.counts === counts)?.value ?? 0;
      return { ...expectation, afterMinutes: expectation.afterMinutes + (value - former) * minutes[counts] };
    }
    case 'endsWithin':
      return { ...expectation, span: { ...expectation.span, amount: value } };
    case 'costsAtMost':
      return { ...expectation, vnd: value };
    default:
      return expectation;
  }
}
