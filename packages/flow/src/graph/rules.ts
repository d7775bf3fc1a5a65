import { z } from 'zod';

/**
 * One test of the rule tree: `field` is a data path (`trigger.order.total`), `value` a literal or a template. In the condition of an awaited event,
 * the event's own payload is read as `event.…`.
 */
export const Rule = z.object({
  id: z.string().optional(),
  field: z.string(),
  operator: z.enum([
    '=',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'contains',
    'doesNotContain',
    'beginsWith',
    'endsWith',
    'in',
    'notIn',
    'null',
    'notNull',
    'between',
    'containsAny',
    'containsAll',
    'withinLast',
    'withinNext',
    'notWithinLast',
  ]),
  /** `between` takes `[from, to]`, both included; `withinLast`, `withinNext` and `notWithinLast` take `{ amount, unit }`. */
  value: z.unknown().optional(),
  /** Text is compared without tone marks: `Nguyen` is `Nguyễn`. */
  ignoreMarks: z.boolean().optional(),
});
export type Rule = z.infer<typeof Rule>;

/** A condition, in react-querybuilder's shape. */
export interface RuleGroup {
  id?: string | undefined;
  combinator: 'and' | 'or';
  not?: boolean | undefined;
  rules: (Rule | RuleGroup)[];
}
export const RuleGroup: z.ZodType<RuleGroup> = z.lazy(() =>
  z.object({
    id: z.string().optional(),
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    rules: z.array(z.union([RuleGroup, Rule])),
  }),
);
