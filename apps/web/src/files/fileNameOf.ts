import { foldMarks } from '../words/searchText.ts';

/** A file's name, without its ending, from a flow's: letters, digits and dashes that every system takes. */
export function fileNameOf(name: string): string {
  const plain = foldMarks(name).replace(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 60).replace(/^-+|-+$/g, '') || 'quy-trinh';
}
