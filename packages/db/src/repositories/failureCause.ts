/**
 * SQL: the cause of a failed run `r`. Failures of one kind are told apart by the provider's code, else by their words; numbers and quotations in these (an
 * amount, an address) are no other cause.
 */
export const causeColumns = {
  stepId: `coalesce(r.failed_step, '')`,
  errorKind: `coalesce(r.error ->> 'kind', 'bug')`,
  cause: `md5(coalesce(r.error ->> 'providerCode', regexp_replace(r.error #>> '{text,en}', '“[^”]*”|\\d+', '#', 'g'), ''))`,
} as const;
