import type { Db, NewRestart } from '@noi/db';
import { failedPlace, planRestart } from '@noi/flow';
import type { Text } from '@noi/node-sdk';

interface RetryRequest {
  readonly workspaceId: string;
  readonly runId: string;
  /** The version that is walked: as the run did, or the one that is live now. */
  readonly version: 'same' | 'live';
  /** Also what may have gone out is sent again. */
  readonly resendUnknown: boolean;
}

/** How a failed run is done again from the step that failed, or why it is not. */
export async function planRetry(
  db: Pick<Db, 'restarts'>,
  { resendUnknown, ...run }: RetryRequest,
): Promise<{ readonly restart: NewRestart } | { readonly reason: Text }> {
  const story = await db.restarts.story(run);
  if (story === null || story.prunedAt !== null) return { reason: reasons.pruned };
  if (story.trigger === null) return { reason: reasons.eventGone };
  if (story.version === null) return { reason: reasons.planGone };
  const { plan, id: versionId } = story.version;
  const from = failedPlace(plan, story.rows);
  const planned = from && planRestart({ ...story, trigger: story.trigger, plan, from });
  if (from === null || planned === null) return { reason: from !== null && from.scope !== 'root' ? reasons.itemGone : reasons.stepGone };
  if (planned.again.length > 0 && !resendUnknown) return { reason: reasons.maybeSent };
  return { restart: { former: story.run, from, versionId, plan, carry: planned.state, kept: planned.kept } };
}

const reasons = {
  pruned: { vi: 'Dữ liệu của lượt chạy này đã được xoá vì quá hạn lưu.', en: 'The data of this run was deleted because of its age.' },
  eventGone: {
    vi: 'Sự kiện đã bắt đầu lượt chạy này đã được xoá vì quá hạn lưu.',
    en: 'The event that began this run was deleted because of its age.',
  },
  planGone: { vi: 'Phiên bản quy trình của lượt chạy này không còn nữa.', en: 'The version of the flow that this run walked is gone.' },
  stepGone: {
    vi: 'Bước bị lỗi không còn ở chỗ cũ trong phiên bản đang chạy. Mở lượt chạy để chạy lại từ một bước khác.',
    en: 'The step that failed is not in its place in the live version. Open the run to restart it from another step.',
  },
  itemGone: {
    vi: 'Bước bị lỗi nằm trong một vòng lặp hoặc nhóm bước, mà phiên bản đang chạy không còn chỗ đó: bước đã được dời đi, hoặc danh sách nay ngắn hơn hay không còn là danh sách. Mở lượt chạy để chạy lại từ một bước khác.',
    en: 'The step that failed was inside a loop or another container, and the live version no longer has that place: the step was moved, or the list is shorter now or no list any more. Open the run to restart it from another step.',
  },
  maybeSent: {
    vi: 'Có tin nhắn đã gửi, hoặc có thể đã gửi, nên không tự gửi lại. Mở lượt chạy để quyết định.',
    en: 'A message went out, or may have, so it is not sent again by itself. Open the run to decide.',
  },
} as const satisfies Record<string, Text>;
