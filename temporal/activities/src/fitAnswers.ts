import type { ExecuteStepsAnswer, Pending } from '@noi/temporal-workflows';

/** Bytes of JSON that go back together; Temporal takes 2 MiB, and the largest single answer is below that. */
const mostBytes = 1_500_000;

/**
 * The answers, as many of them as there is room for. For each of the others `elsewhere`: there nobody knows the call any more, so that it is asked for again and
 * answered from its row.
 */
export function fitAnswers(answers: ExecuteStepsAnswer, elsewhere: Pending): ExecuteStepsAnswer {
  let bytes = 0;
  return answers.map((answer) => {
    const size = Buffer.byteLength(JSON.stringify(answer));
    if (bytes > 0 && bytes + size > mostBytes) return elsewhere;
    bytes += size;
    return answer;
  });
}
