import type { TemplateSegment } from './parseTemplate.ts';

/** The text of a template from its pieces: what `parseTemplate` reads back as the same pieces. */
export function printTemplate(segments: readonly TemplateSegment[]): string {
  let printed = '';
  let words = '';
  for (const segment of segments) {
    if (segment.type === 'text') {
      words += segment.text;
      continue;
    }
    // A brace right before a pill would read as part of its opening.
    printed += escapeCode(words, /\{\{|\{%|\{$/g);
    words = '';
    const filters = segment.filters === '' ? '' : ` | ${segment.filters}`;
    const fallback = segment.fallback === undefined ? '' : ` | fallback: ${quote(segment.fallback)}`;
    printed += `{{ ${segment.path}${filters}${fallback} }}`;
  }
  return printed + escapeCode(words, /\{\{|\{%/g);
}

/** Words that would read as code stand as quoted literals. */
function escapeCode(words: string, code: RegExp): string {
  return words.replace(code, (found) => `{{ ${quote(found)} }}`);
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
