import { z } from 'zod';

/** Pieces of the wire format that several families use. Times travel as ISO 8601 strings. */
export const IsoTime = z.iso.datetime();
export const Text = z.object({ vi: z.string(), en: z.string() });
export const Id = z.uuid();
export const PageSize = z.number().int().min(1).max(200).default(50);
/** The same in a query string. */
export const PageSizeText = z.coerce.number().int().min(1).max(200).default(50);

/** What went wrong in a step, in words and for support. */
export const StepError = z.object({
  kind: z.enum(['invalid_input', 'unauthorized', 'rejected', 'rate_limited', 'quota', 'unavailable', 'timeout', 'unknown_outcome', 'bug']),
  text: Text,
  field: z.string().optional(),
  providerCode: z.string().optional(),
  providerMessage: z.string().optional(),
  retryAfterMs: z.number().optional(),
  retryAt: z.string().optional(),
  repeatable: z.boolean(),
});

export const Ok = z.object({ ok: z.literal(true) });
export const ok = { ok: true } as const;

export function iso(time: Date): string {
  return time.toISOString();
}

export function isoOrNull(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}
