import { z } from 'zod';

/** Unique in its flow and stable across versions: a letter, then letters, digits or `_`. Also the name under which templates read the step's output (`steps.<id>.…`). */
export const StepId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/);
export type StepId = z.infer<typeof StepId>;

export const Position = z.object({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof Position>;

/**
 * What a form field holds: a literal, a Liquid template (any string), or nested values. Strings are always templates;
 * data is read as `{{ trigger.order.code }}` and `{{ steps.<id>.<path> }}`.
 */
export type InputValue = string | number | boolean | null | InputValue[] | { [key: string]: InputValue };
export const InputValue: z.ZodType<InputValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(InputValue), z.record(z.string(), InputValue)]),
);

/** Named ways out: `next` of most steps, `true`/`false` of an if, the ids of a switch's cases and of a split's branches, `error` of every step that can fail. */
export const Port = z.string().regex(/^[a-zA-Z0-9_]{1,40}$/);
export type Port = z.infer<typeof Port>;
