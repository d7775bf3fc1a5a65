/** What a template parameter holds, as far as checking and the form care. */
export type ParamKind = 'text' | 'number' | 'currency' | 'date' | 'phone' | 'url';

/**
 * Zalo's `type` is a word in template details; the numbers are the kinds that templates are created with, in the order in
 * which Zalo lists them. The numbers are unsure, so they are read here only.
 */
const byType: Readonly<Record<string, ParamKind>> = {
  STRING: 'text',
  TEXT: 'text',
  NUMBER: 'number',
  INTEGER: 'number',
  CURRENCY: 'currency',
  MONEY: 'currency',
  DATE: 'date',
  TIME: 'date',
  DATETIME: 'date',
  PHONE: 'phone',
  URL: 'url',
  LINK: 'url',
  '2': 'phone',
  '11': 'date',
  '13': 'url',
  '14': 'currency',
};

export function paramKind(type: string): ParamKind {
  return byType[type.toUpperCase()] ?? 'text';
}
