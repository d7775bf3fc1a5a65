import type { ErrorCode } from '@noi/errors';
import type { Text } from '@noi/events';

export interface DoorRejectionRow {
  readonly connectionId: string;
  readonly hour: Date;
  readonly code: ErrorCode;
  readonly count: number;
  readonly lastReason: Text;
  readonly lastAt: Date;
}

export interface DoorRepository {
  reject(rejection: { workspaceId: string; connectionId: string; code: ErrorCode; reason: Text; at: Date }): Promise<void>;
  rejections(key: { workspaceId: string; connectionId?: string; since: Date }): Promise<readonly DoorRejectionRow[]>;
}
