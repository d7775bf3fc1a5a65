import type { StepDecision } from '@noi/db';
import type { ExecuteResult, Token } from '@noi/flow';
import type { Turn } from '../ActivityDeps.ts';

/** How a step ends, for now, before anybody is called. */
export type Held = Extract<ExecuteResult, { outcome: 'delayed' | 'held' | 'skipped' | 'failed' }>;

/** What was decided, as the step run keeps it. */
export function decisionOf(result: Held, { at, token, hasTurn }: { at: Date; token: Token; hasTurn?: boolean }): StepDecision {
  const facts = { at: at.toISOString(), token };
  switch (result.outcome) {
    case 'delayed':
      return { ...facts, outcome: 'delay', reason: result.reason, until: new Date(result.until).toISOString(), ...(hasTurn ? { hasTurn } : {}) };
    case 'held':
      return { ...facts, outcome: 'hold', reason: result.reason, key: result.key };
    case 'skipped':
      return { ...facts, outcome: 'skip', reason: result.reason };
    case 'failed':
      return { ...facts, outcome: 'refuse', reason: result.error.text };
  }
}

/** The answer that this very request got before: the workflow lost it and asks again. */
export function answeredBefore(decisions: readonly StepDecision[], token: Token): Held | null {
  const last = decisions.at(-1);
  if (last?.token !== token || last.reason === undefined) return null;
  if (last.outcome === 'delay' && last.until !== undefined) return { outcome: 'delayed', until: Date.parse(last.until), reason: last.reason };
  if (last.outcome === 'hold' && last.key !== undefined) return { outcome: 'held', key: last.key, reason: last.reason };
  return null;
}

/** Waking takes a while; whoever comes later than this has missed the turn, so that those who oversleep together do not call together. */
const turnLastsMs = 5_000;

/** Whether the step comes to use a turn that it was given. */
export function comesForTurn(decisions: readonly StepDecision[], now: Date): boolean {
  const last = decisions.at(-1);
  if (last?.hasTurn !== true || last.until === undefined) return false;
  const late = now.getTime() - Date.parse(last.until);
  return late >= 0 && late <= turnLastsMs;
}

/** The delay until a turn. */
export function delayUntil({ at, cause }: Turn): Extract<ExecuteResult, { outcome: 'delayed' }> {
  return { outcome: 'delayed', until: Math.ceil(at), reason: turnWords[cause] };
}

const turnWords: Readonly<Record<Turn['cause'], StepDecision['reason'] & object>> = {
  rate: {
    vi: 'Đang chờ đến lượt, vì nhà cung cấp giới hạn số lần gọi mỗi giây.',
    en: 'Waits for its turn, since the provider limits the calls per second.',
  },
  paused: { vi: 'Nhà cung cấp yêu cầu tạm ngưng gọi. Bước này sẽ tự chạy tiếp.', en: 'The provider asked for a pause. The step goes on by itself.' },
  quota: {
    vi: 'Tài khoản đã dùng hết hạn mức của nhà cung cấp. Bước này sẽ tự chạy khi có hạn mức mới.',
    en: "The account has used up the provider's quota. The step goes on by itself when there is new quota.",
  },
  broken: {
    vi: 'Nhà cung cấp đang không trả lời, nên Nối chờ rồi tự thử lại.',
    en: 'The provider does not answer for now. Nối waits and tries again by itself.',
  },
};
