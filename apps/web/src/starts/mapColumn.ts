import { type BroadcastColumn, keyFromLabel } from '@noi/flow';

export interface ListColumn {
  key: string | null;
  label: string;
  type: 'text' | 'phone';
}

interface Mapping {
  readonly columns: readonly ListColumn[];
  readonly known: readonly BroadcastColumn[];
  /** Which column is changed. */
  readonly at: number;
  /** `known:<key>`, `text`, `phone` or `skip`. */
  readonly choice: string;
}

/** What a column of the list is for the flow, as the choices name it. */
export function mappingOf(column: ListColumn | undefined, known: readonly BroadcastColumn[]): string {
  if (!column || column.key === null) return 'skip';
  return known.some(({ key, type }) => key === column.key && type === column.type) ? `known:${column.key}` : column.type;
}

/** The columns after one was chosen to be something: what another column was until now, it no longer is; there is one column of phones. */
export function mapColumn({ columns, known, at, choice }: Mapping): ListColumn[] {
  const chosen = chosenColumn({ columns, known, at, choice });
  return columns.map((column, place) => {
    if (place === at) return chosen;
    if (chosen.key !== null && column.key === chosen.key) return { ...column, key: null };
    return chosen.key !== null && chosen.type === 'phone' && column.type === 'phone' ? { ...column, type: 'text' } : column;
  });
}

function chosenColumn({ columns, known, at, choice }: Mapping): ListColumn {
  const label = columns[at]?.label ?? '';
  if (choice === 'skip') return { key: null, label, type: 'text' };
  const old = known.find(({ key }) => choice === `known:${key}`);
  if (old) return { key: old.key, label, type: old.type };
  const taken = [...known.map(({ key }) => key), ...columns.flatMap(({ key }, place) => (place === at || key === null ? [] : key))];
  return { key: keyFromLabel(label, taken), label, type: choice === 'phone' ? 'phone' : 'text' };
}
