export interface TextMatch {
  readonly from: number;
  /** Behind the last letter. */
  readonly to: number;
}

/** Where a text holds a query, case aside, and tone marks too if asked; in UTF-16 units, never inside a letter with its marks. Found places do not overlap. */
export function matchText(text: string, query: string, ignoreMarks: boolean): readonly TextMatch[] {
  const { folded, starts } = foldWithPlaces(text, ignoreMarks);
  const wanted = foldWithPlaces(query, ignoreMarks).folded;
  if (wanted === '') return [];
  const found: TextMatch[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; ) {
    const from = starts.get(at);
    const to = starts.get(at + wanted.length);
    const isWhole = from !== undefined && to !== undefined;
    if (isWhole) found.push({ from, to });
    at = folded.indexOf(wanted, isWhole ? at + wanted.length : at + 1);
  }
  return found;
}

/** The folded text, and which of its places are where letters of the text begin. */
function foldWithPlaces(text: string, ignoreMarks: boolean): { folded: string; starts: ReadonlyMap<number, number> } {
  const starts = new Map<number, number>();
  let folded = '';
  // A letter with the marks that are typed after it is one.
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    starts.set(folded.length, index);
    const plain = ignoreMarks ? letter.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd') : letter;
    folded += plain.toLowerCase().normalize('NFC');
  }
  starts.set(folded.length, text.length);
  return { folded, starts };
}
