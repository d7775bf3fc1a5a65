import type { ConnectionRow } from '@noi/db';
import type { AppError, ErrorCode } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import type { DoorOutcome } from '../health/createMetrics.ts';
import type { DoorServices } from './DoorServices.ts';

const outcomes: Readonly<Partial<Record<ErrorCode, DoorOutcome>>> = {
  door_unknown: 'unknown',
  signature_invalid: 'unsigned',
  body_unreadable: 'unreadable',
  invalid_request: 'unreadable',
  body_too_large: 'too_large',
  too_many_requests: 'too_many',
};

const reasons: Readonly<Partial<Record<ErrorCode, Text>>> = {
  body_unreadable: { vi: 'Nội dung không đúng định dạng của nhà cung cấp này.', en: 'The body is not in this provider’s format.' },
  invalid_request: { vi: 'Yêu cầu không đọc được.', en: 'The request cannot be read.' },
  body_too_large: { vi: 'Nội dung lớn hơn 1 MB.', en: 'The body is larger than 1 MB.' },
  too_many_requests: { vi: 'Gửi đến quá nhiều trong một phút.', en: 'Too many deliveries in one minute.' },
};

/** Counts what doors turn away, so that the shop sees it at its connection. Losing a count must never fail a delivery's answer. */
export function createDoorWatch({ db, metrics, log, now }: DoorServices) {
  return {
    /** Without `connection` nobody is to be shown anything: the door is nobody's, or was not asked for. */
    async turnedAway({ connection, error, elapsedMs }: { connection: ConnectionRow | undefined; error: AppError; elapsedMs: number }): Promise<void> {
      const { workspaceId: owner = null, packageId = 'none' } = connection ?? {};
      metrics.door({ workspaceId: owner, packageId, outcome: outcomes[error.code] ?? 'failed', seconds: elapsedMs / 1000 });
      const reason = (error.details.reason as Text | undefined) ?? reasons[error.code];
      if (!connection || !reason) return;
      const { workspaceId, id: connectionId } = connection;
      log.info({ workspaceId, connectionId, code: error.code }, 'a delivery was turned away');
      await db.doors
        .reject({ workspaceId, connectionId, code: error.code, reason, at: now() })
        .catch((err) => log.warn({ err, workspaceId, connectionId }, 'a rejection was not counted'));
    },
  };
}
