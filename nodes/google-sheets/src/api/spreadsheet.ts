import { type HttpClient, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { callSheets } from './callSheets.ts';

const linked = /\/spreadsheets\/d\/([A-Za-z0-9_-]{10,})/;
const bare = /^[A-Za-z0-9_-]{10,}$/;

/** The id in a link from the browser's address bar, or the id itself. */
export function spreadsheetId(text: string): string {
  const id = linked.exec(text)?.[1] ?? (bare.test(text.trim()) ? text.trim() : undefined);
  if (id !== undefined) return id;
  throw new NodeError(
    'invalid_input',
    {
      vi: 'Đây không phải đường dẫn trang tính Google. Hãy chép từ thanh địa chỉ của trình duyệt.',
      en: 'This is no link of a Google spreadsheet. Copy it from the address bar.',
    },
    { field: 'spreadsheet' },
  );
}

/** An A1 range; names of sheets are quoted, and quotes in them doubled. */
export function rangeOf(sheet: string, cells: string): string {
  return encodeURIComponent(`'${sheet.replaceAll("'", "''")}'!${cells}`);
}

const Sheets = z.object({ sheets: z.array(z.object({ properties: z.object({ title: z.string() }) })).default([]) });

/** Titles of a spreadsheet's sheets, in their order. */
export async function sheetTitles(http: HttpClient, spreadsheet: string): Promise<readonly string[]> {
  const path = `/v4/spreadsheets/${spreadsheetId(spreadsheet)}`;
  const { sheets } = await callSheets({ http, path, query: { fields: 'sheets.properties' }, answer: Sheets });
  return sheets.map(({ properties }) => properties.title);
}

/** Empty cells at the end of a row, and rows at the end of a range, are left out by Google. */
const Values = z.object({ values: z.array(z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String))).default([]) });

/** What stands in some cells, row by row. */
export async function readCells(
  http: HttpClient,
  { spreadsheet, sheet, cells }: { spreadsheet: string; sheet: string; cells: string },
): Promise<readonly (readonly string[])[]> {
  const path = `/v4/spreadsheets/${spreadsheetId(spreadsheet)}/values/${rangeOf(sheet, cells)}`;
  return (await callSheets({ http, path, query: { valueRenderOption: 'FORMATTED_VALUE' }, answer: Values })).values;
}

/** The headings in the first row; they name the columns. */
export async function readHeadings(http: HttpClient, place: { spreadsheet: string; sheet: string }): Promise<readonly string[]> {
  const [headings = []] = await readCells(http, { ...place, cells: '1:1' });
  return headings.map((heading) => heading.trim());
}
