import { parseTemplate, printTemplate, type TemplateSegment } from '@noi/flow';
import { Node } from '@tiptap/core';
import { type DescribePill, makeChip, type Pill } from '../../../pills/pillDom.ts';

interface PillOptions {
  /** Read when a chip is drawn, since labels change with the language and the data. */
  describe(pill: Pill): ReturnType<DescribePill>;
}

/** A data pill between words. Outside of the editor it is the text that templates have for it. */
export const PillNode = Node.create<PillOptions>({
  name: 'pill',
  group: 'inline',
  inline: true,
  atom: true,
  marks: '_',

  addOptions: () => ({ describe: ({ path }) => ({ label: path, isKnown: true, hint: path }) }),
  addAttributes: () => ({ template: { default: '', rendered: false } }),
  parseHTML: () => [
    {
      tag: 'span[data-template]',
      getAttrs: (element) => {
        const template = element.getAttribute('data-template') ?? '';
        return pillIn(template) ? { template } : false;
      },
    },
  ],
  renderHTML: ({ node }) => ['span', { 'data-template': node.attrs.template }, String(node.attrs.template)],
  renderText: ({ node }) => String(node.attrs.template),

  addNodeView() {
    return ({ node }) => {
      const pill = pillIn(String(node.attrs.template));
      if (!pill) throw new Error('A pill was parsed as one');
      return { dom: makeChip(pill, this.options.describe), ignoreMutation: () => true };
    };
  },
});

/** The pill that a template is, when it is one and nothing else. */
function pillIn(template: string): Pill | null {
  const [segment, ...rest] = parseTemplate(template);
  return segment?.type === 'data' && rest.length === 0 ? segment : null;
}

export function templateOf(pill: TemplateSegment): string {
  return printTemplate([pill]);
}
