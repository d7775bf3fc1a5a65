import { type ActionContext, defineAction, described, type LookUpResult, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { callSheets } from '../api/callSheets.ts';
import { rangeOf, readCells, readHeadings, sheetTitles, spreadsheetId } from '../api/spreadsheet.ts';
import { googleSheetsAccount } from '../connection.ts';

/** A column of this name takes our key, by which a row whose answer was lost is found again. */
const keyHeading = 'Mã Nối';

const input = z.object({
  spreadsheet: described(z.string().trim().min(1), {
    label: { vi: 'Trang tính', en: 'Spreadsheet' },
    hint: {
      vi: 'Dán đường dẫn trang tính. Nhớ chia sẻ cho email của kết nối với quyền chỉnh sửa.',
      en: 'Paste its link. Share it with the email of the connection as an editor.',
    },
    sample: 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit',
  }),
  sheet: described(z.string().trim().min(1), { label: { vi: 'Trang con', en: 'Sheet' }, sample: 'Đơn hàng' }),
  row: described(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])), { label: { vi: 'Các cột', en: 'Columns' } }),
});
type Input = z.infer<typeof input>;
type Output = { row: number };

const Appended = z.object({ updates: z.object({ updatedRange: z.string() }) });

/**
 * Adds one row below the others, each value under its heading. Values go in as text and numbers, never as formulas, so that what a customer wrote can
 * do nothing and phones keep their first zero.
 *
 * Google has no key against repeats: with a column “Mã Nối” a lost answer is looked up, without one nobody can know.
 */
export const appendRow = defineAction({
  id: 'googlesheets.appendRow',
  version: 1,
  title: { vi: 'Thêm dòng vào Google Trang tính', en: 'Add row to Google Sheets' },
  summary: { vi: 'Ghi một dòng mới vào cuối trang tính', en: 'Writes a new row at the end of a spreadsheet' },
  keywords: ['google sheet', 'trang tính', 'excel', 'bảng tính', 'ghi sổ'],
  connection: googleSheetsAccount,
  input,
  output: z.object({ row: described(z.number(), { label: { vi: 'Dòng thứ', en: 'Row number' } }) }),
  sample: { row: 2 },
  effects: { repeat: 'lookup' },
  options: {
    sheet: {
      dependsOn: ['spreadsheet'],
      async load({ http, input: form, search }) {
        if (typeof form.spreadsheet !== 'string' || form.spreadsheet === '') return [];
        const wanted = search.trim().toLocaleLowerCase('vi');
        return (await sheetTitles(http, form.spreadsheet))
          .filter((title) => title.toLocaleLowerCase('vi').includes(wanted))
          .map((title) => ({ value: title, label: title }));
      },
    },
  },
  dynamicFields: {
    row: {
      dependsOn: ['spreadsheet', 'sheet'],
      async load({ http, input: { spreadsheet, sheet } }) {
        if (typeof spreadsheet !== 'string' || typeof sheet !== 'string' || spreadsheet === '' || sheet === '') return { fields: [] };
        const headings = (await readHeadings(http, { spreadsheet, sheet })).filter((heading) => heading !== '' && heading !== keyHeading);
        return {
          title: sheet,
          fields: headings.map((key) => ({ key, type: 'text' as const, label: { vi: key, en: key }, required: false, maxLength: 50_000 })),
        };
      },
    },
  },

  async run({ input: place, http, idempotencyKey }) {
    const headings = await readHeadings(http, place);
    requireHeadings(place, headings);
    const values = headings.map((heading) => (heading === keyHeading ? idempotencyKey : (place.row[heading] ?? '')));
    const path = `/v4/spreadsheets/${spreadsheetId(place.spreadsheet)}/values/${rangeOf(place.sheet, 'A:A')}:append`;
    const query = { valueInputOption: 'RAW', insertDataOption: 'INSERT_ROWS' };
    const { updates } = await callSheets({ http, method: 'POST', path, query, json: { majorDimension: 'ROWS', values: [values] }, answer: Appended });
    return { row: rowOf(updates.updatedRange) };
  },

  async lookUp({ input: place, http, idempotencyKey }: ActionContext<Input>): Promise<LookUpResult<Output>> {
    const column = (await readHeadings(http, place)).indexOf(keyHeading);
    if (column === -1) return { found: 'unknown' };
    const rows = await readCells(http, { ...place, cells: 'A:ZZ' });
    const at = rows.findIndex((row) => row[column] === idempotencyKey);
    return at === -1 ? { found: 'absent' } : { found: 'yes', output: { row: at + 1 } };
  },
});

/** Without headings there is nothing to sort the values by; one that is gone would be lost without a word. */
function requireHeadings({ row }: Input, headings: readonly string[]): void {
  const lost = Object.entries(row).find(([heading, value]) => value !== null && value !== '' && !headings.includes(heading))?.[0];
  if (lost === undefined) return;
  throw new NodeError(
    'invalid_input',
    {
      vi: `Trang tính không còn cột “${lost}”. Hãy thêm lại tiêu đề ở dòng đầu hoặc chọn lại trang con trong bước.`,
      en: `The sheet has no column “${lost}” any more. Put the heading back into the first row, or choose the sheet again in the step.`,
    },
    { field: `row.${lost}` },
  );
}

/** `'Đơn hàng'!A7:F7` → 7. */
function rowOf(range: string): number {
  return Number(/!\$?[A-Z]+\$?(\d+)/.exec(range)?.[1] ?? 0);
}
