/** Folds Vietnamese marks and case away, so that `don hang` finds `Đơn hàng`. */
export function foldMarks(text: string): string {
  return text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/\p{M}/gu, '');
}

/** Whether every word of the query is found in the text, marks and case aside. */
export function matches(query: string, text: string): boolean {
  const folded = foldMarks(text);
  return foldMarks(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
