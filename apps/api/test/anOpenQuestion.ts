import type { Db, RunRow } from '@noi/db';

/** A message of the run of which nobody knows whether it went out, as the engine leaves it: a person is asked under `token`. */
export async function anOpenQuestion(db: Db, { workspaceId, id: runId, flowId }: RunRow) {
  const visit = { workspaceId, runId, scope: 'root', stepId: 'askReview', visit: 1 };
  const token = 'root/askReview#1@1';
  const key = `unknown:${runId}/${token}`;
  const reason = { vi: 'Chưa rõ.', en: 'Not known.' };
  const at = new Date();
  await db.runs.beginStep({ ...visit, flowId, attempt: 1, input: null, at });
  await db.runs.endStep({ ...visit, attempt: 1, at, state: 'waiting', reason, decision: { at: at.toISOString(), outcome: 'hold', reason, key, token } });
  const facts = { connectionId: null, trackingId: 'noi1', channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào', priceVnd: null };
  await db.messages.reserve({ ...visit, ...facts, flowId });
  await db.messages.settle(visit, { state: 'unknown', at });
  const hold = { workspaceId, runId, token, flowId, stepId: 'askReview', kind: 'hold', matchKey: null, since: at, until: null } as const;
  await db.waits.open([{ ...hold, awaited: { kind: 'hold', key, reason } }]);
  return { token, visit, reason };
}
