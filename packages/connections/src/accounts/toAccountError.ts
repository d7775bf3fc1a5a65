import { AppError, type ErrorCode } from '@noi/errors';
import { NodeError, type NodeErrorKind } from '@noi/node-sdk';

const codes: Readonly<Partial<Record<NodeErrorKind, ErrorCode>>> = {
  unauthorized: 'connection_unauthorized',
  rejected: 'connection_rejected',
  invalid_input: 'connection_rejected',
  bug: 'internal',
};

/** A provider's refusal while a person waits for it; its own words go along as `text`. */
export function toAccountError(error: unknown): unknown {
  if (!(error instanceof NodeError)) return error;
  return new AppError(codes[error.kind] ?? 'provider_unavailable', { message: error.text.en, text: error.text }, { cause: error });
}
