import type { ExecuteStepAnswer, ExecuteStepsAnswer, Pending } from '@noi/temporal-workflows';

/** Bytes of JSON that go back together at most; Temporal takes 2 MiB, and the largest single answer is below that. */
const mostBytesEver = 1_500_000;
/** What is larger says so, since its group counts what it brings home. */
const worthTelling = 10_000;

/**
 * The answers, as many of them as there is room for; at least one. For each of the others `elsewhere`: there nobody knows the call any more, so that it is asked
 * for again and answered from its row.
 */
export function fitAnswers(
  answers: ExecuteStepsAnswer,
  { elsewhere, mostBytes = mostBytesEver }: { readonly elsewhere: Pending; readonly mostBytes?: number | undefined },
): ExecuteStepsAnswer {
  let taken = 0;
  return answers.map((answer) => {
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    if (taken > 0 && taken + bytes > Math.min(mostBytes, mostBytesEver)) return elsewhere;
    taken += bytes;
    return bytes < worthTelling ? answer : sized(answer, bytes);
  });
}

function sized(answer: ExecuteStepAnswer | null, bytes: number): ExecuteStepAnswer | null {
  return answer === null || answer.outcome === 'pending' ? answer : { ...answer, bytes };
}
