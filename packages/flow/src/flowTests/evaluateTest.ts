import type { Text } from '@noi/events';
import { checkExpectation } from './checkExpectation.ts';
import type { Expectation } from './Expectation.ts';
import { expectationWords } from './expectationWords.ts';
import type { Seen } from './Seen.ts';
import type { StepNames } from './storyWords.ts';

/** One expectation with its result; `instead` says what happened where it does not hold. */
export interface ExpectationResult {
  readonly words: Text;
  readonly holds: boolean;
  readonly instead?: Text;
}

export interface TestResult {
  readonly passes: boolean;
  readonly expectations: readonly ExpectationResult[];
}

/** What became of a test: it passes when all that was expected holds. */
export function evaluateTest(expectations: readonly Expectation[], simulation: Seen, names: StepNames): TestResult {
  const results = expectations.map((expectation): ExpectationResult => {
    const words = expectationWords(expectation, names);
    return { words, ...checkExpectation(expectation, simulation, names) };
  });
  return { passes: results.every(({ holds }) => holds), expectations: results };
}
