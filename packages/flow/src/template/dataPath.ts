/** A data path in parts: `trigger.order.lines[0].title` → `['trigger', 'order', 'lines', 0, 'title']`. */
export type DataPath = readonly (string | number)[];

const name = /[\p{L}_][\p{L}\p{M}\p{N}_-]*/uy;
const dotName = /\.([\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*)/uy;
const index = /\[(\d{1,6})\]/y;
const quoted = /\[(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\]/y;

/** Reads the path at the start of `text`; `length` says how much of it was the path. `null` when it does not start with one. */
export function readPathAt(text: string): { path: DataPath; length: number } | null {
  const first = matchAt(name, text, 0);
  if (!first) return null;
  const path: (string | number)[] = [first[0]];
  let at = first[0].length;
  for (;;) {
    const dotted = matchAt(dotName, text, at);
    const indexed = dotted ? null : matchAt(index, text, at);
    const keyed = dotted || indexed ? null : matchAt(quoted, text, at);
    const found = dotted ?? indexed ?? keyed;
    if (!found) return { path, length: at };
    if (dotted) path.push(dotted[1] ?? '');
    else if (indexed) path.push(Number(indexed[1]));
    else path.push((found[1] ?? found[2] ?? '').replace(/\\(.)/gs, '$1'));
    at += found[0].length;
  }
}

/** A whole string as a path, or `null` when it is not one. */
export function parsePath(text: string): DataPath | null {
  const read = readPathAt(text.trim());
  return read && read.length === text.trim().length ? read.path : null;
}

/** The way a path is written in templates and rules. */
export function printPath(path: DataPath): string {
  return path
    .map((part, position) => {
      if (typeof part === 'number') return `[${part}]`;
      const written = `${position === 0 ? '' : '.'}${part}`;
      const reading = position === 0 ? matchAt(name, written, 0) : matchAt(dotName, written, 0);
      return reading?.[0] === written ? written : `["${part.replace(/[\\"]/g, '\\$&')}"]`;
    })
    .join('');
}

/** The value at a path; own properties only, so that nothing of JavaScript's own (`constructor`) is ever data. */
export function valueAt(data: unknown, path: DataPath): unknown {
  let value = data;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** Nothing to show: absent, null, not a number, text without a visible character, or a list of nothing else. */
export function isMissing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'number') return Number.isNaN(value);
  return Array.isArray(value) && value.every(isMissing);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
