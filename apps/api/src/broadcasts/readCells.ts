import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';

export interface CellRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const delimiters = ['\t', ';', ','] as const;
const linesAtOnce = 2_000;

/**
 * The cells of a text that a spreadsheet saved or a person pasted: commas, semicolons or tabs, quoted or not, with or without a byte order mark.
 * Blank rows are left out. Other requests get their turn in between.
 */
export async function readCells(text: string): Promise<readonly CellRow[]> {
  const delimiter = delimiterOf(text);
  const rows: CellRow[] = [];
  for (const piece of piecesOf(text.replace(/^\uFEFF/, ''))) {
    for (const { cells, line } of parsePiece(piece, delimiter)) if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
    await setImmediate();
  }
  return rows;
}

interface Piece {
  readonly text: string;
  readonly firstLine: number;
}

/** Cut where a line ends outside of quotes. */
function* piecesOf(text: string): Generator<Piece> {
  let [start, firstLine, line, isQuoted] = [0, 1, 1, false];
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 34) isQuoted = !isQuoted;
    if (char !== 10) continue;
    line += 1;
    if (isQuoted || line - firstLine < linesAtOnce) continue;
    yield { text: text.slice(start, at + 1), firstLine };
    [start, firstLine] = [at + 1, line];
  }
  if (start < text.length) yield { text: text.slice(start), firstLine };
}

function parsePiece({ text, firstLine }: Piece, delimiter: string): CellRow[] {
  const options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true, info: true } as const;
  const read = (quote: '"' | null) => {
    const records = parse(text, { ...options, quote }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: firstLine - 1 + info.lines }));
  };
  try {
    return read('"');
  } catch {
    // A quote that never ends: the marks are part of what was written.
    return read(null);
  }
}

/** The one that parts the first line most often. */
function delimiterOf(text: string): string {
  const [first = ''] = text.trimStart().split(/\r?\n/, 1);
  const bare = first.replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}
