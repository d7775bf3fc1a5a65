import { isRichAddress, parseTemplate } from '@noi/flow';
import { Mark } from '@tiptap/core';

/** A link. Its address may have data in it, so it is kept as a template beside what the browser would follow. */
export const LinkMark = Mark.create({
  name: 'link',
  inclusive: false,
  priority: 1000,
  addAttributes: () => ({ address: { default: '', rendered: false } }),
  parseHTML: () => [
    {
      tag: 'a',
      getAttrs: (element) => {
        const written = element.getAttribute('data-address') ?? element.getAttribute('href') ?? '';
        const address = completeAddress(written);
        return address === null ? false : { address };
      },
    },
  ],
  renderHTML: ({ mark }) => ['a', { 'data-address': mark.attrs.address, ...(isRichAddress(mark.attrs.address) && { href: mark.attrs.address }) }, 0],
});

/**
 * What is written for an address as one that a link may have: `shop.vn` is a page, `0912 345 678` a phone, `shop@example.com` a mailbox. `null` when it
 * can be none. One that begins with data is looked at when it is sent.
 */
export function completeAddress(written: string): string | null {
  const address = written.trim();
  const [first] = parseTemplate(address);
  if (first === undefined) return null;
  if (first.type === 'data' || isRichAddress(address)) return address;
  if (/^[^\s@:/]+@[^\s@]+\.[a-z]+$/i.test(address)) return `mailto:${address}`;
  if (/^\+?\d[\d .]{6,}$/.test(address)) return `tel:${address.replace(/[ .]/g, '')}`;
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+(?:[/?#].*)?$/i.test(address) ? `https://${address}` : null;
}
