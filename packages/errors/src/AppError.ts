import { type ErrorCode, errorCodes } from './codes.ts';

/** Small, safe-to-show facts that belong to an error: which field, which step, which limit. Never secrets. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The one error class of the product's own code. Its `code` decides the HTTP status and the words people see;
 * its `message` is English, for logs and API clients.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails & { message?: string } = {}, options?: { cause?: unknown }) {
    const { message, ...rest } = details;
    super(message ?? code, options);
    this.code = code;
    this.details = rest;
  }

  /** HTTP status that doors answer with. */
  get status(): number {
    return errorCodes[this.code];
  }
}

/** Anything thrown, as an `AppError`: itself when it is one, else `internal` with the original as its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('internal', { message: 'Unexpected error' }, { cause: thrown });
}
