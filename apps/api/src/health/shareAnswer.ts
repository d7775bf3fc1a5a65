/** What all who ask within `freshMs` of an answer get alike; there is never more than one question under way. */
export function shareAnswer<T>({ ask, freshMs, now }: { ask: () => Promise<T>; freshMs: number; now: () => Date }): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let staleAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (answer && now().getTime() < staleAt) return answer;
    staleAt = Number.POSITIVE_INFINITY;
    answer = ask().finally(() => {
      staleAt = now().getTime() + freshMs;
    });
    return answer;
  };
}
