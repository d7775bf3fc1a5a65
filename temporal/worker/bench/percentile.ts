/** The value below which `share` (0 to 1) of the values lie, in tenths. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return tenths(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
