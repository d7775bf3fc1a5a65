import type { Text } from '@noi/node-sdk';
import { foldMarks, matches } from '../../words/searchText.ts';

/** One line of the command palette. */
export interface CommandEntry {
  readonly key: string;
  readonly section: 'do' | 'go' | 'add';
  readonly title: string;
  /** Beside the title: what the step does, which provider a node is of. */
  readonly note?: string;
  readonly keys?: string | undefined;
  /** All words that it is found by. */
  readonly searchable: string;
  run(): void;
}

const mostPerSection = 30;
const sections: readonly CommandEntry['section'][] = ['do', 'go', 'add'];

/** The entries that fit the query, tone marks aside: commands, then steps to go to, then nodes to add; in each, those whose title begins with the query first. */
export function findEntries(entries: readonly CommandEntry[], query: string): readonly CommandEntry[] {
  const wanted = foldMarks(query.trim());
  const fitting = wanted === '' ? entries : entries.filter(({ searchable }) => matches(wanted, searchable));
  const rank = ({ title }: CommandEntry) => {
    const folded = foldMarks(title);
    if (folded.startsWith(wanted)) return 0;
    return folded.includes(wanted) ? 1 : 2;
  };
  return sections.flatMap((section) =>
    fitting
      .filter((entry) => entry.section === section)
      .sort((left, right) => rank(left) - rank(right))
      .slice(0, mostPerSection),
  );
}

/** Both languages of a text, to be found by either. */
export function bothWords({ vi, en }: Text): string {
  return `${vi} ${en}`;
}
