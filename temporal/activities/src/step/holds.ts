import type { StepDecision } from '@noi/db';
import { asksAPerson, type HoldKey, type StepError, type Token } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { Held } from './decisions.ts';

/** Until somebody has connected the account again. */
export function holdForConnection(connectionId: string, problem: Text): Held {
  return { outcome: 'held', key: `connection:${connectionId}`, reason: problem };
}

/** Until somebody has resumed the flow. */
export function holdForFlow(flowId: string): Held {
  return { outcome: 'held', key: `flow:${flowId}`, reason: flowIsPaused };
}

const flowIsPaused: Text = {
  vi: 'Quy trình đang tạm dừng. Bước này được giữ lại, chưa làm gì.',
  en: 'The flow is paused. This step is held; nothing was done.',
};

export interface UnknownQuestion {
  /** Without one a person is asked. */
  readonly policy: 'resend' | 'skip' | undefined;
  readonly decisions: readonly StepDecision[];
  readonly runId: string;
  readonly token: Token;
  /** What is known, in words. */
  readonly text: Text;
  readonly now: Date;
}

const resendAfterMs = 2_000;

/**
 * What is done when nobody knows whether the provider did it. It is done again by itself once only: a provider that keeps losing its answers would else
 * send the same message for days.
 */
export function unknownPolicy({ policy, decisions, runId, token, text, now }: UnknownQuestion): { readonly held: Held; readonly key: HoldKey } {
  const key = `${unknownPrefix}${runId}/${token}`;
  if (policy === 'skip') return { held: { outcome: 'skipped', reason: skipped }, key };
  const wasResent = decisions.some((decision) => decision.outcome === 'delay' && isAboutUnknown(decision));
  if (policy === 'resend' && !wasResent) return { held: { outcome: 'delayed', until: now.getTime() + resendAfterMs, reason: resent }, key };
  return { held: { outcome: 'held', key, reason: text }, key };
}

/**
 * What was decided about a call of unknown outcome that was not made again since; `null` when there is none. A `delay` lets it be made again by the step's
 * policy; after a `hold` only the recorded answer of a person does.
 */
export function openQuestion(decisions: readonly StepDecision[]): StepDecision | null {
  const asked = decisions.findLastIndex(isAboutUnknown);
  return asked > decisions.findLastIndex(({ outcome }) => outcome === 'send') ? (decisions[asked] ?? null) : null;
}

const unknownPrefix = 'unknown:';

/** It was decided what is done about a call of unknown outcome. */
export function isAboutUnknown({ key }: StepDecision): boolean {
  return key !== undefined && asksAPerson(key);
}

const resent: Text = {
  vi: 'Chưa rõ nhà cung cấp đã làm hay chưa. Theo cài đặt của bước, Nối làm lại một lần.',
  en: 'It is not known whether the provider did this. By the setting of this step, Nối does it once more.',
};
const skipped: Text = {
  vi: 'Chưa rõ nhà cung cấp đã làm hay chưa. Theo cài đặt của bước, Nối không làm lại và chạy tiếp.',
  en: 'It is not known whether the provider did this. By the setting of this step, Nối does not repeat it and goes on.',
};

const unknownText: Text = {
  vi: 'Chưa rõ việc này đã xong bên nhà cung cấp hay chưa, nên Nối không tự làm lại. Hãy kiểm tra bên nhà cung cấp rồi quyết định.',
  en: 'It is not known whether the provider did this, so Nối does not repeat it. Check with the provider, then decide.',
};
/** What is written where a call was cut off and the node cannot look it up. */
export const unknownOutcome: StepError = { kind: 'unknown_outcome', text: unknownText, repeatable: false };
