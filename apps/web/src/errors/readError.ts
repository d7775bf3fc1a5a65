import { type ErrorCode, errorCodes } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import { TRPCClientError } from '@trpc/client';
import { messages, offlineMessage } from './messages.ts';

export interface ReadError {
  /** `offline` when no answer came. */
  readonly code: ErrorCode | 'offline';
  readonly details: Readonly<Record<string, unknown>>;
  readonly text: Text;
}

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && value in errorCodes;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is Text {
  return isRecord(value) && typeof value.vi === 'string' && typeof value.en === 'string';
}

/** Anything a call threw, as a code, its details and words for people. A rejected command or connection brings its own reason. */
export function readError(error: unknown): ReadError {
  if (!(error instanceof TRPCClientError)) return { code: 'internal', details: {}, text: messages.internal };
  const data: unknown = error.data;
  if (!isRecord(data)) return { code: 'offline', details: {}, text: offlineMessage };
  const code = isErrorCode(data.appCode) ? data.appCode : 'internal';
  const details = isRecord(data.details) ? data.details : {};
  return { code, details, text: refusalText(code, details.reason) };
}

/** A refusal in words for people: its own reason, else what its code means. */
export function refusalText(code: unknown, reason: unknown): Text {
  return isText(reason) ? reason : messages[isErrorCode(code) ? code : 'internal'];
}

/** Only silence and the server's own trouble may pass by themselves. */
export function isWorthRetrying(error: unknown): boolean {
  const { code } = readError(error);
  return code === 'offline' || code === 'internal' || code === 'provider_unavailable';
}
