import type { Db, HeardWait, OpenWait } from '@noi/db';
import type { RecordProgressAnswer, RunAnswer, WaitName, WaitNews, WaitRequest } from '@noi/temporal-workflows';
import { answersOf } from './answersOf.ts';

/** Bytes of answers that go back at most. They come to a workflow task that may bring home three million bytes of other answers, of the 4 MiB that Temporal takes. */
const mostBytes = 900_000;

/**
 * Writes what the runs of a group wait for, and brings what is there already: answers given meanwhile, and events that came before the rows were
 * committed. First the rows, then the look back: an event is either seen by the look or finds the row. Answers for which there is no room stay in their rows, from
 * where they are delivered like any other.
 */
export async function tellWaits(
  { waits }: Pick<Db, 'waits'>,
  { workspaceId, flowId, news }: { workspaceId: string; flowId: string; news: WaitNews },
): Promise<RecordProgressAnswer> {
  const rowOf = (wait: WaitRequest) => toRow(wait, { workspaceId, flowId });
  await waits.close(news.close.map((name) => ({ workspaceId, ...name })));

  const asked = news.open.map(rowOf);
  const opened = await waits.open(asked);
  const answers = asked.flatMap(({ runId, token }, nr): RunAnswer[] => {
    const answer = opened[nr]?.answer ?? null;
    return answer === null ? [] : [{ runId, token, answer }];
  });
  const fresh = asked.filter((_, nr) => opened[nr]?.isNew && opened[nr].answer === null);
  if (fresh.some(({ awaited }) => awaited.kind === 'event')) answers.push(...(await answerMissed(waits, await waits.missed({ workspaceId, waits: fresh }))));

  const due = news.expire.map(rowOf).filter((wait) => !answers.some((answer) => isSame(answer, wait)));
  const expired: WaitName[] = [];
  if (due.length > 0) {
    // Events of which no dispatcher knows yet, though they came in time: the whole house was down.
    await answerMissed(waits, await waits.missed({ workspaceId, waits: due, isUndispatchedOnly: true }));
    const ends = await waits.expire(due);
    due.forEach(({ runId, token }, nr) => {
      const answer = ends[nr] ?? null;
      if (answer === null) expired.push({ runId, token });
      else answers.push({ runId, token, answer });
    });
  }
  return { answers: thatFit(answers), expired };
}

function thatFit(answers: readonly RunAnswer[]): readonly RunAnswer[] {
  let room = mostBytes;
  return answers.filter((answer) => {
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    if (bytes > room) return false;
    room -= bytes;
    return true;
  });
}

/** The first event that fits answers its wait; one that somebody else answered at the same time is delivered by its own way. */
async function answerMissed(waits: Db['waits'], heard: readonly HeardWait[]): Promise<RunAnswer[]> {
  const answered = await Promise.all(answersOf(heard).map(async (hit) => ((await waits.answer(hit)) ? [hit] : [])));
  return answered.flat().map(({ runId, token, answer }) => ({ runId, token, answer }));
}

function toRow({ runId, token, stepId, kind, awaited, matchKey, since, until }: WaitRequest, where: { workspaceId: string; flowId: string }): OpenWait {
  return { ...where, runId, token, stepId, kind, awaited, matchKey, since: new Date(since), until: until === undefined ? null : new Date(until) };
}

function isSame(one: WaitName, other: WaitName): boolean {
  return one.runId === other.runId && one.token === other.token;
}
