import { Expectation, mostExpectations, Scenario } from '@noi/flow';
import { z } from 'zod';
import { IsoTime, Text } from '../trpc/wire.ts';

/** Most tests of one flow. */
export const mostTests = 50;

const TestForm = z.object({
  name: z.string().trim().min(1).max(120),
  scenario: Scenario,
  expectations: z.array(Expectation).min(1).max(mostExpectations),
});

export const TestDraft = TestForm.extend({
  /** The scenario's data was typed in for the test and is kept as it is. Else names, phones, emails, streets and notes in it become made-up ones. */
  isMadeUp: z.boolean().default(false),
});

/** One of a flow's own tests. */
export const TestView = TestForm.extend({
  id: z.string(),
  /** The draft's revision when it was last saved. */
  revision: z.number(),
  updatedAt: IsoTime,
});

/** What became of a test: each expectation as a sentence, and what happened instead where it does not hold. */
export const TestRun = z.object({
  testId: z.string(),
  name: z.string(),
  passes: z.boolean(),
  /** Why it could not be tried, or not to its end. */
  problem: Text.optional(),
  expectations: z.array(z.object({ words: Text, holds: z.boolean(), instead: Text.optional() })),
});
export type TestRun = z.infer<typeof TestRun>;
