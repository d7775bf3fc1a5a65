/** Asks again and again until the answer is there; fails after `ms`. The patience costs nothing where all is well, and a busy machine needs it. */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  { ms = 90_000, everyMs = 50, what = 'it' }: { ms?: number; everyMs?: number; what?: string } = {},
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`Waited ${ms} ms for ${what} in vain`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
