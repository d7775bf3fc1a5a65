import type { Step, StepId } from '@noi/flow';
import type { OutlineStep, OutlineWay } from './outlineTree.ts';

/** One line that the keyboard can stand on. */
export type OutlineRow = { readonly key: string; readonly parent: string | null } & (
  | { readonly kind: 'step'; readonly line: OutlineStep }
  | { readonly kind: 'way'; readonly way: OutlineWay }
  | { readonly kind: 'empty'; readonly container: Step }
);

export function stepKey(id: StepId): string {
  return `step:${id}`;
}

export function wayKey({ from, port, edge }: OutlineWay): string {
  return edge ? `way:${edge.id}` : `way:${from.id}:${port}`;
}

export function emptyKey(container: StepId): string {
  return `empty:${container}`;
}

/** The lines that can be seen, from top to bottom; what is folded away is left out. */
export function outlineRows(tree: readonly OutlineStep[], collapsed: ReadonlySet<StepId>): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  function tell(lines: readonly OutlineStep[], parent: string | null) {
    for (const line of lines) {
      const key = stepKey(line.step.id);
      rows.push({ kind: 'step', key, parent, line });
      if (line.body && !collapsed.has(line.step.id)) {
        if (line.body.length === 0) rows.push({ kind: 'empty', key: emptyKey(line.step.id), parent: key, container: line.step });
        tell(line.body, key);
      }
      for (const way of line.ways) {
        rows.push({ kind: 'way', key: wayKey(way), parent: key, way });
        tell(way.chain, wayKey(way));
      }
    }
  }
  tell(tree, null);
  return rows;
}

/** The number of each step, folded ones too. */
export function stepNumbers(tree: readonly OutlineStep[]): ReadonlyMap<StepId, string> {
  return new Map(outlineRows(tree, new Set()).flatMap((row) => (row.kind === 'step' ? [[row.line.step.id, row.line.number] as const] : [])));
}
