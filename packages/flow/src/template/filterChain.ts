/// <reference path="./liquidBrowser.d.ts" />
import { evalQuotedToken, Tokenizer, TypeGuards } from 'liquidjs/dist/liquid.browser.mjs';

/** One filter of a pill with what it is given: `{ name: 'truncate', args: [20] }`. */
export interface FilterCall {
  readonly name: string;
  readonly args: readonly (string | number)[];
}

/** A pill's filters as a list to edit; `null` when they hold more than texts and numbers, or cannot be read. */
export function readFilterChain(filters: string): readonly FilterCall[] | null {
  if (filters.trim() === '') return [];
  const calls: FilterCall[] = [];
  try {
    for (const token of new Tokenizer(`| ${filters}`).readFilters()) {
      const args: (string | number)[] = [];
      for (const argument of token.args) {
        if (Array.isArray(argument)) return null;
        if (TypeGuards.isQuotedToken(argument)) args.push(evalQuotedToken(argument));
        else if (TypeGuards.isNumberToken(argument)) args.push(Number(argument.getText()));
        else return null;
      }
      calls.push({ name: token.name, args });
    }
  } catch {
    return null;
  }
  return calls;
}

/** The way a list of filters is written in a pill. */
export function printFilterChain(calls: readonly FilterCall[]): string {
  return calls
    .map(({ name, args }) => {
      const written = args.map((argument) => (typeof argument === 'number' ? String(argument) : `"${argument.replace(/[\\"]/g, '\\$&')}"`));
      return written.length === 0 ? name : `${name}: ${written.join(', ')}`;
    })
    .join(' | ');
}
