const size = 80;
const leakPerSecond = 4;

export interface Buckets {
  /** Pours one call in; `waitSeconds` when it runs over. */
  pour(owner: string): { readonly used: number; readonly size: number; readonly waitSeconds: number | null };
}

/** Haravan's call limit: a bucket of 80 per app and shop that leaks 4 a second. */
export function createBuckets(now: () => Date): Buckets {
  const levels = new Map<string, { level: number; at: number }>();
  return {
    pour(owner) {
      const at = now().getTime();
      const before = levels.get(owner) ?? { level: 0, at };
      const level = Math.max(0, before.level - ((at - before.at) / 1000) * leakPerSecond);
      const isOver = level + 1 > size;
      levels.set(owner, { level: isOver ? level : level + 1, at });
      return {
        used: Math.min(size, Math.ceil(isOver ? level : level + 1)),
        size,
        waitSeconds: isOver ? Math.max(1, Math.ceil((level + 1 - size) / leakPerSecond)) : null,
      };
    },
  };
}
