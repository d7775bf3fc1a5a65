/** What reads and places pasted steps; a chunk of its own, since it knows the whole shape of a flow. */
export async function loadPasteText() {
  return (await import('./pasteText.ts')).pasteText;
}
