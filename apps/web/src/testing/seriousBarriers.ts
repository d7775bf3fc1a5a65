import type { AxeResults } from 'axe-core';

/** What axe-core calls serious or critical, each with its places. */
export function seriousBarriers({ violations }: Pick<AxeResults, 'violations'>): string[] {
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`);
}
