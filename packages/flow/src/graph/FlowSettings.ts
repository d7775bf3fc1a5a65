import { z } from 'zod';
import { RuleGroup } from './rules.ts';
import { InputValue } from './values.ts';
import { Span, Weekday } from './waits.ts';

/** A part of every day (`HH:mm`, the flow's timezone) in which nobody is written to; from 22:00 to 07:00 crosses midnight. */
export const QuietHours = z.object({ from: z.string(), to: z.string() });
export type QuietHours = z.infer<typeof QuietHours>;

/** At most so many messages to one person, on one channel and for one purpose, within so many days. */
export const FrequencyCap = z.object({ messages: z.number(), days: z.number() });
export type FrequencyCap = z.infer<typeof FrequencyCap>;

/** When the shop is open: spans of the day (`HH:mm`) by weekday, in the flow's timezone, and days (`yyyy-MM-dd`) on which it is closed. */
export const BusinessHours = z.object({
  open: z.array(z.object({ day: Weekday, from: z.string(), to: z.string() })),
  holidays: z.array(z.string()),
});
export type BusinessHours = z.infer<typeof BusinessHours>;

/**
 * Whether somebody who is named by `by` (a template over the trigger's data; without it the customer's phone, else the order code) may start another run.
 * `queue`, `drop` and `restart` let one run at a time: a later event waits for its turn, is left out, or ends the former run.
 */
export const EntryRule = z.object({
  by: z.string().max(500).optional(),
  policy: z.enum(['always', 'once', 'oncePerDays', 'queue', 'drop', 'restart']),
  /** Of `oncePerDays`. */
  days: z.number().optional(),
});
export type EntryRule = z.infer<typeof EntryRule>;

/** Whom an awaited event must concern to count for a run: its order, its customer, or nobody in particular. */
export const Belongs = z.enum(['order', 'customer', 'anyone']);
export type Belongs = z.infer<typeof Belongs>;

/** An event, by the trigger node that describes it, that ends the run and counts as success. `rule` reads it as `event.…`. */
export const Goal = z.object({
  node: z.string(),
  nodeVersion: z.number().int().positive(),
  connectionId: z.string().optional(),
  belongs: Belongs,
  rule: RuleGroup.optional(),
});
export type Goal = z.infer<typeof Goal>;

/** At most `limit` runs at once of all whose `by` (a template; without it, the whole flow) gives the same text; later ones wait their turn. */
export const Concurrency = z.object({ limit: z.number(), by: z.string().max(500).optional() });
export type Concurrency = z.infer<typeof Concurrency>;

/**
 * Makes one run of several events whose `by` gives the same text. `debounce` takes the last of a burst, when none came for `window`. `batch` collects
 * from the first one on for `window`, or until there are `most`, and runs once with the list (`trigger.batch.items`).
 */
export const Gather = z.discriminatedUnion('type', [
  z.object({ type: z.literal('debounce'), by: z.string().max(500).optional(), window: Span }),
  z.object({ type: z.literal('batch'), by: z.string().max(500).optional(), window: Span, most: z.number() }),
]);
export type Gather = z.infer<typeof Gather>;

/** One datum that a run is given when a person or another flow starts it; read as `trigger.input.<key>`. */
export const InputField = z.object({
  key: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/),
  label: z.string().max(120),
  type: z.enum(['text', 'number', 'boolean', 'date', 'phone', 'money', 'list']),
  required: z.boolean(),
});
export type InputField = z.infer<typeof InputField>;

/** One datum that a run gives back to the flow that called it. `value` is filled when the run ends. */
export const OutputField = z.object({ key: InputField.shape.key, label: z.string().max(120), value: InputValue });
export type OutputField = z.infer<typeof OutputField>;

export const FlowSettings = z.object({
  /** IANA name; waits until a time of day and dates in templates use it. */
  timezone: z.string(),
  quietHours: QuietHours.optional(),
  frequencyCap: FrequencyCap.optional(),
  businessHours: BusinessHours.optional(),
  /** A template: events that give the same text start one run, ever. */
  dedupeBy: z.string().max(500).optional(),
  entry: EntryRule.optional(),
  goal: Goal.optional(),
  concurrency: Concurrency.optional(),
  gather: Gather.optional(),
  inputs: z.array(InputField).max(30).optional(),
  outputs: z.array(OutputField).max(30).optional(),
});
export type FlowSettings = z.infer<typeof FlowSettings>;
