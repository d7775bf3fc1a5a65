import type { AcceptedRow, ListColumn, RejectedRow } from '@noi/db';
import type { Text } from '@noi/events';
import { normalizePhone } from '@noi/flow';
import type { CellRow } from './readCells.ts';

export interface ReadList {
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly RejectedRow[];
}

const longestCell = 5_000;

/**
 * Sorts the rows into those that go out and those that do not, with the reason; every row is in one of them. Where a column holds phones, each number
 * goes out once, by its first row, however it is written.
 */
export function readList(rows: readonly CellRow[], columns: readonly ListColumn[]): ReadList {
  const accepted: AcceptedRow[] = [];
  const rejected: RejectedRow[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of rows) {
    const reading = readRow(cells, columns);
    const former = reading.phone === undefined ? undefined : lineOf.get(reading.phone);
    const reason = reading.reason ?? (former === undefined ? null : repeated(former));
    if (reason) {
      rejected.push({ line, cells, reason });
      continue;
    }
    if (reading.phone !== undefined) lineOf.set(reading.phone, line);
    accepted.push({ line, row: reading.row });
  }
  return { accepted, rejected };
}

interface RowReading {
  readonly row: Readonly<Record<string, string>>;
  /** E.164, of the column that holds phones. */
  readonly phone?: string;
  readonly reason?: Text;
}

function readRow(cells: readonly string[], columns: readonly ListColumn[]): RowReading {
  const row: Record<string, string> = {};
  if (cells.slice(columns.length).some((cell) => cell !== '')) return { row, reason: tooManyCells };
  let phone: string | undefined;
  for (const [at, { key, label, type }] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (key === null) continue;
    if (cell.length > longestCell) return { row, reason: tooLong(label) };
    if (type === 'phone') {
      if (cell === '') return { row, reason: noPhone };
      phone = normalizePhone(cell)?.e164;
      if (phone === undefined) return { row, reason: badPhone(cell) };
    }
    row[key] = phone !== undefined && type === 'phone' ? phone : cell;
  }
  return phone === undefined ? { row } : { row, phone };
}

const tooManyCells: Text = { vi: 'Dòng có nhiều ô hơn số cột.', en: 'The row has more cells than there are columns.' };
const noPhone: Text = { vi: 'Chưa có số điện thoại.', en: 'There is no phone number.' };

function badPhone(cell: string): Text {
  const written = cell.slice(0, 40);
  return { vi: `“${written}” không phải số điện thoại Việt Nam.`, en: `“${written}” is not a Vietnamese phone number.` };
}

function tooLong(label: string): Text {
  return { vi: `Ô “${label}” dài quá 5.000 ký tự.`, en: `“${label}” is longer than 5,000 characters.` };
}

function repeated(line: number): Text {
  return { vi: `Trùng số điện thoại với dòng ${line}.`, en: `The same phone number as in line ${line}.` };
}
