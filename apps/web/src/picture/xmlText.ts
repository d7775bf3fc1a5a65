const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Words as they may stand inside an SVG, in text and in attributes: never a tag, and nothing that XML cannot hold. */
export function xmlText(words: string): string {
  return (
    words
      // Half a surrogate pair or a control character would make the whole picture unreadable.
      .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
      .replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
  );
}
