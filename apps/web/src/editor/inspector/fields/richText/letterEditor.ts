import type { Extensions } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import type { DescribePill } from '../../../pills/pillDom.ts';
import { LinkMark } from './LinkMark.ts';
import { PillNode } from './PillNode.ts';

/** What a letter can be made of; all else that is pasted loses its form and keeps its words. Undo is the document's own. */
export function letterExtensions(describe: DescribePill): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3] },
      blockquote: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      strike: false,
      link: false,
      undoRedo: false,
      trailingNode: false,
    }),
    LinkMark,
    PillNode.configure({ describe }),
  ];
}

/** Headings of other places keep their rank among each other. */
export function cleanPasted(html: string): string {
  return html.replace(/<(\/?)h1\b/gi, '<$1h2').replace(/<(\/?)h[4-6]\b/gi, '<$1h3');
}
