/**
 * What rich text is made of, by the names of HTML: paragraphs, headings of two levels, lists, bold, italic, underlined, links, line breaks. Nothing else.
 * Whoever writes, fills or sends rich text keeps to it.
 */
export const richTags = ['p', 'h2', 'h3', 'ul', 'ol', 'li', 'strong', 'em', 'u', 'a', 'br'] as const;

/** Where links of rich text may lead. */
export const richSchemes = ['http', 'https', 'mailto', 'tel'] as const;

const beginning = /^<(?:p|h2|h3|ul|ol)>/;
const address = /^(?:https?:\/\/[^\s/]|mailto:\S|tel:[+\d])/i;

/** Rich text begins with a block of it. Anything else in the same field is plain words, which show as they were typed. */
export function isRichText(value: string): boolean {
  return beginning.test(value);
}

/** Whether a link of rich text may lead there. */
export function isRichAddress(url: string): boolean {
  return address.test(url);
}

/** Rich text as a page of its own, for letters and for whoever looks at one: readable on a phone, without anything to load. */
export function richPage(html: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><base target="_blank"><style>${look}</style></head><body>${html}</body></html>`;
}

const look = [
  'body{max-width:600px;margin:0 auto;padding:16px;background:#fff;color:#1f2328;font:15px/1.6 -apple-system,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:anywhere}',
  'p,ul,ol{margin:0 0 12px}ul,ol{padding-left:24px}',
  'h2{margin:20px 0 8px;font-size:20px;line-height:1.3}h3{margin:16px 0 6px;font-size:16px;line-height:1.4}',
  'body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}a{color:#0b5cad}',
  // A line that was left empty on purpose.
  'p:empty::before{content:"\\00a0"}',
].join('');
