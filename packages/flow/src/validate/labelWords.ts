import type { Text } from '@noi/node-sdk';

/** A label inside a sentence: `Mẫu tin ZNS` → `mẫu tin ZNS`; abbreviations stay (`SĐT người nhận`). */
export function inSentence({ vi, en }: Text): Text {
  return { vi: lowerFirst(vi), en: lowerFirst(en) };
}

/** Labels along a path as one: `Khách hàng › Tên khách`. */
export function joinLabels(labels: readonly Text[]): Text {
  return { vi: labels.map(({ vi }) => vi).join(' › '), en: labels.map(({ en }) => en).join(' › ') };
}

function lowerFirst(label: string): string {
  const [first = '', second = ''] = label;
  const isAbbreviation = second !== second.toLowerCase();
  return isAbbreviation ? label : first.toLowerCase() + label.slice(first.length);
}
