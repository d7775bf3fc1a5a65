import { AppError } from '@noi/errors';
import type { Text } from '@noi/node-sdk';

/** The error of a command that the present draft does not allow; `details.reason` is for people. */
export function rejectCommand(reason: Text, facts: Readonly<Record<string, string>> = {}): AppError {
  return new AppError('command_rejected', { message: reason.en, reason, ...facts });
}
