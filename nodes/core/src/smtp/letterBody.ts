import { isRichText, richPage, richSchemes, richTags } from '@noi/node-sdk';
import { convert, type HtmlToTextOptions } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';

/** The parts of a letter. */
export interface LetterBody {
  readonly text: string;
  readonly html?: string;
}

/** What goes out for a body. Rich text is held to its limits once more, whoever wrote it, and has the same in plain words beside it. */
export function letterBody(body: string): LetterBody {
  if (!isRichText(body)) return { text: body };
  const html = sanitizeHtml(body, {
    allowedTags: [...richTags],
    allowedAttributes: { a: ['href'] },
    allowedSchemes: [...richSchemes],
    allowProtocolRelative: false,
  });
  return { text: convert(html, inWords), html: richPage(html) };
}

const inWords: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    ...['h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
  ],
};
