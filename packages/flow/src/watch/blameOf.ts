import { assertNever } from '@noi/errors';
import type { NodeErrorKind } from '@noi/node-sdk';
import type { Blame } from './Alert.ts';

/** Whose fault an error is, so that each is told only what they can mend. */
export function blameOf(kind: NodeErrorKind): Blame {
  switch (kind) {
    case 'invalid_input':
    case 'unauthorized':
    case 'rejected':
    case 'quota':
      return 'shop';
    case 'rate_limited':
    case 'unavailable':
    case 'timeout':
    case 'unknown_outcome':
      return 'provider';
    case 'bug':
      return 'us';
    default:
      return assertNever(kind);
  }
}
