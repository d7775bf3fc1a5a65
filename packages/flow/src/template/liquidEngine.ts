/// <reference path="./liquidBrowser.d.ts" />
// The browser build: the main door imports node:fs, which neither browsers nor the workflow sandbox have.
import { filters as builtIn, Context, type FilterImplOptions, Liquid, toValueSync, Value } from 'liquidjs/dist/liquid.browser.mjs';
import { type FilterContext, FilterError, filters } from './filters.ts';
import { mostLetters, tooLong } from './mostLetters.ts';

/** Filters of Liquid that are pure and mean something in a message; `sample`, clocks and file access stay out. */
const allowed = [
  'upcase',
  'downcase',
  'capitalize',
  'strip',
  'truncate',
  'truncatewords',
  'replace',
  'replace_first',
  'remove',
  'append',
  'prepend',
  'slice',
  'split',
  'strip_newlines',
  'newline_to_br',
  'escape',
  'url_encode',
  'json',
  'join',
  'first',
  'last',
  'size',
  'map',
  'where',
  'uniq',
  'compact',
  'reverse',
  'sort',
  'sum',
  'abs',
  'at_least',
  'at_most',
  'ceil',
  'floor',
  'round',
  'plus',
  'minus',
  'times',
  'divided_by',
  'modulo',
] as const;

const engine = createEngine();

/** Names that may follow a `|`, ours first. */
export const filterNames: readonly string[] = [...Object.keys(filters), ...allowed];

/** A chain of filters (`money | upcase`) ready to run on a value. Throws on a syntax fault or an unknown filter. */
export function compileFilters(chain: string): (value: unknown, context: FilterContext) => unknown {
  if (chain === '') return (value) => value;
  const compiled = new Value(`value | ${chain}`, engine);
  return (value, context) => toValueSync(compiled.value(new Context({ value, filterContext: context }, engine.options, { sync: true })));
}

/** Whether a filter that puts a text in many places could make more than a process holds; the others make little more than they are given. */
function mayGrow(name: string, value: unknown, args: readonly unknown[]): boolean {
  const places = Array.isArray(value) ? value.length : String(value).length;
  if (name === 'replace') return places * String(args[1]).length > mostGrowth;
  return name === 'join' && places * String(args[0]).length > mostGrowth;
}

/** Letters. */
const mostGrowth = 50_000_000;

function createEngine(): Liquid {
  const liquid = new Liquid({ strictFilters: true, ownPropertyOnly: true, cache: false });
  for (const name of Object.keys(liquid.filters)) delete liquid.filters[name];
  for (const name of allowed) {
    const filter = Reflect.get(builtIn, name) as FilterImplOptions | undefined;
    if (typeof filter !== 'function') throw new Error(`liquidjs has no filter ${name}`);
    liquid.registerFilter(name, function (value: unknown, ...args: unknown[]) {
      if (mayGrow(name, value, args)) throw new FilterError(tooLong);
      const made = filter.call(this, value, ...args);
      if (typeof made === 'string' && made.length > mostLetters) throw new FilterError(tooLong);
      return made;
    });
  }
  for (const [name, filter] of Object.entries(filters)) {
    liquid.registerFilter(name, function (value: unknown, ...args: unknown[]) {
      return filter(value, args, this.context.getSync(['filterContext']) as FilterContext);
    });
  }
  return liquid;
}
