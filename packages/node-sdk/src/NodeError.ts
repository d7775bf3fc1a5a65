import type { Text } from '@noi/events';
import type { RemainingQuota } from './RateLimit.ts';

/**
 * What went wrong, as far as the next move is concerned.
 *
 * | kind | the engine's move |
 * |---|---|
 * | `invalid_input` | stop: the step's own data is wrong (name the `field`) |
 * | `unauthorized` | refresh the credential once, else flag the connection |
 * | `rejected` | stop: the provider said no for good (number has no Zalo, template gone) |
 * | `rate_limited` | try again after `retryAfterMs` or back-off |
 * | `quota` | try again at `retryAt` (tomorrow, next month) |
 * | `unavailable` | try again with back-off: nothing was done |
 * | `timeout` | like `unavailable` for calls that are safe to repeat, else like `unknown_outcome` |
 * | `unknown_outcome` | never repeat blindly: look up, else mark `unknown` |
 * | `bug` | stop: a programming fault in the node |
 */
export type NodeErrorKind = 'invalid_input' | 'unauthorized' | 'rejected' | 'rate_limited' | 'quota' | 'unavailable' | 'timeout' | 'unknown_outcome' | 'bug';

export interface NodeErrorOptions {
  /** The input field at fault, as a path from the input's root (`phone`, `templateData.order_code`). */
  readonly field?: string;
  /** The provider's own code and sentence, kept for support. Never secrets. */
  readonly providerCode?: string;
  readonly providerMessage?: string;
  readonly retryAfterMs?: number;
  /** ISO 8601: the earliest time at which another try can help. */
  readonly retryAt?: string;
  /** Of a refusal that concerns the whole account in the action's rate class, and not only this template or this person: what it says of the quota. */
  readonly accountQuota?: RemainingQuota;
  readonly cause?: unknown;
}

/**
 * How a node reports a failure. `text` is shown to shop staff: what happened and what to do, in both languages.
 *
 * @example
 * ```ts
 * throw new NodeError('rejected', { vi: 'Số này không dùng Zalo.', en: 'This number is not on Zalo.' }, { providerCode: '-118' });
 * ```
 * @public
 */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly kind: NodeErrorKind;
  readonly text: Text;
  readonly options: NodeErrorOptions;

  constructor(kind: NodeErrorKind, text: Text, options: NodeErrorOptions = {}) {
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.text = text;
    this.options = options;
  }
}
