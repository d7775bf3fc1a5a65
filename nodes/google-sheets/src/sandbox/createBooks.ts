import type { SandboxStore } from '@noi/node-sdk';

type Cell = string | number | boolean;
/** Rows by sheet. */
export type Book = Readonly<Record<string, readonly (readonly Cell[])[]>>;

export interface Books {
  read(id: string): Promise<Book | null>;
  addWhereMissing(id: string, headings: Readonly<Record<string, readonly string[]>>): Promise<void>;
  /** What stands in a range, without what is empty at its end; `null` for a sheet that is not there. */
  values(book: Book, range: string): readonly (readonly Cell[])[] | null;
  /** Adds rows after the last one; returns their range. */
  append(request: { id: string; range: string; rows: readonly (readonly Cell[])[] }): Promise<string>;
}

/** The emulated spreadsheets. Writes go one after the other, as at Google. */
export function createBooks(store: SandboxStore): Books {
  let turn: Promise<unknown> = Promise.resolve();
  const read = (id: string) => store.get<Book>(`book:${id}`);

  async function write({ id, range, rows }: Parameters<Books['append']>[0]): Promise<string> {
    const book = await read(id);
    if (book === null) return 'no book';
    const place = sheetOf(range);
    const before = book[place.sheet];
    if (before === undefined) return 'no sheet';
    await store.set(`book:${id}`, { ...book, [place.sheet]: [...before, ...rows] });
    const width = Math.max(1, ...rows.map((row) => row.length));
    return `'${place.sheet}'!A${before.length + 1}:${String.fromCharCode(64 + width)}${before.length + rows.length}`;
  }

  return {
    read,
    async addWhereMissing(id, headings) {
      if ((await read(id)) !== null) return;
      await store.set(`book:${id}`, Object.fromEntries(Object.entries(headings).map(([sheet, row]) => [sheet, [row]])));
    },
    values(book, range) {
      const { sheet, cells } = sheetOf(range);
      const rows = book[sheet];
      if (rows === undefined) return null;
      const [first, last] = rowsOf(cells);
      return rows.slice(first - 1, last).map(withoutEnd);
    },
    append(request) {
      const mine = turn.then(() => write(request));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** `'Tờ 1'!A:Z` */
function sheetOf(range: string): { sheet: string; cells: string } {
  const [, quoted, bare = '', cells = ''] = /^(?:'((?:[^']|'')*)'|([^!]*))(?:!(.*))?$/.exec(range) ?? [];
  return { sheet: quoted === undefined ? bare : quoted.replaceAll("''", "'"), cells };
}

/** Whole columns mean all rows. */
function rowsOf(cells: string): readonly [number, number] {
  const [first, last] = [...cells.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return [first ?? 1, last ?? Number.POSITIVE_INFINITY];
}

function withoutEnd(row: readonly Cell[]): readonly Cell[] {
  return row.slice(0, row.findLastIndex((cell) => cell !== '') + 1);
}
