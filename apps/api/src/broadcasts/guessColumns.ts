import type { ListColumn } from '@noi/db';
import { type BroadcastColumn, keyFromLabel, normalizePhone } from '@noi/flow';
import type { CellRow } from './readCells.ts';

export interface GuessedList {
  readonly columns: readonly ListColumn[];
  /** Without the line of headings. */
  readonly rows: readonly CellRow[];
}

const looked = 200;
const mostColumns = 50;
const phoneHeading = /^(sdt|soDienThoai|dienThoai|soDt|diDong|phone|mobile)/;

/** What the columns are, by their headings, by what the flow knows of its lists, and by what stands in them. */
export function guessColumns(rows: readonly CellRow[], known: readonly BroadcastColumn[]): GuessedList {
  const [first, ...others] = rows;
  if (!first) return { columns: [], rows: [] };
  const hasHeadings = !first.cells.some(looksLikeData);
  const body = hasHeadings ? others : rows;
  const width = hasHeadings ? first.cells.length : Math.max(...rows.slice(0, looked).map(({ cells }) => cells.length));
  const found = phoneColumn(body, width);
  const phoneAt = found === -1 && hasHeadings ? first.cells.findIndex((cell) => phoneHeading.test(keyFromLabel(cell, []))) : found;
  const taken: string[] = [];
  const columns = Array.from({ length: Math.min(width, mostColumns) }, (_, at): ListColumn => {
    const type = at === phoneAt ? 'phone' : 'text';
    const written = hasHeadings ? first.cells[at] : '';
    const label = written?.slice(0, 120) || (type === 'phone' ? 'Số điện thoại' : `Cột ${at + 1}`);
    const plain = keyFromLabel(label, []);
    const free = known.filter((column) => !taken.includes(column.key));
    const namesake = free.find((column) => column.key === plain || keyFromLabel(column.label, []) === plain);
    // A flow whose lists have phones means the ones that this list has, whatever their heading.
    const old = namesake ?? (type === 'phone' ? free.find((column) => column.type === 'phone') : undefined);
    const key = old?.key ?? keyFromLabel(label, [...taken, ...known.map((column) => column.key)]);
    taken.push(key);
    return { key, label, type };
  });
  return { columns, rows: body };
}

function looksLikeData(cell: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(cell) || isPhone(cell);
}

/** Only what is written like one: an order's code may have as many digits. */
function isPhone(cell: string): boolean {
  return /^[\d\s.()+'-]{9,20}$/.test(cell) && normalizePhone(cell) !== null;
}

/** The column in which most cells are phones, if most of them are; `-1` without one. */
function phoneColumn(rows: readonly CellRow[], width: number): number {
  const sample = rows.slice(0, looked);
  const shares = Array.from({ length: width }, (_, at) => {
    const filled = sample.filter(({ cells }) => (cells[at] ?? '') !== '');
    return filled.length === 0 ? 0 : filled.filter(({ cells }) => isPhone(cells[at] ?? '')).length / filled.length;
  });
  const best = Math.max(0, ...shares);
  return best >= 0.5 ? shares.indexOf(best) : -1;
}
