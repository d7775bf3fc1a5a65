import type { FlowRow, ListColumn } from '@noi/db';
import { AppError } from '@noi/errors';
import type { Text } from '@noi/events';
import { BroadcastColumn, broadcastColumns, runningGraph } from '@noi/flow';
import { z } from 'zod';
import { guessColumns } from './guessColumns.ts';
import { readCells } from './readCells.ts';
import { type ReadList, readList } from './readList.ts';

const mostRows = 100_000;
const mostBytes = 20 * 1024 * 1024;

const tooLarge: Text = {
  vi: 'Danh sách lớn quá: tối đa 100.000 dòng và 20 MB. Chia thành nhiều tệp rồi gửi lần lượt.',
  en: 'The list is too large: 100,000 rows and 20 MB at most. Split it into several files.',
};

/** The list itself, and what its columns are; without columns they are guessed. */
export const ListText = z.object({
  text: z.string().min(1),
  columns: z
    .array(BroadcastColumn.extend({ key: BroadcastColumn.shape.key.nullable() }))
    .max(50)
    .refine((columns) => hasNoTwins(columns.flatMap(({ key }) => key ?? [])), 'Two columns have the same key')
    .refine((columns) => columns.filter(({ key, type }) => key !== null && type === 'phone').length <= 1, 'More than one column of phones')
    .optional(),
});

export interface OpenedList extends ReadList {
  readonly columns: readonly ListColumn[];
  /** Columns that the flow's steps may read. */
  readonly known: readonly BroadcastColumn[];
}

/** Reads a list for a flow. Refuses what is larger than 20 MB or 100,000 rows as a whole. */
export async function openList(flow: FlowRow, { text, columns }: z.infer<typeof ListText>): Promise<OpenedList> {
  if (Buffer.byteLength(text) > mostBytes) throw new AppError('body_too_large', { message: 'A list may have 20 MB', reason: tooLarge });
  const known = knownColumns(flow);
  const guessed = guessColumns(await readCells(text), known);
  if (guessed.rows.length > mostRows) throw new AppError('body_too_large', { message: 'A list may have 100,000 rows', reason: tooLarge });
  if (columns && columns.length !== guessed.columns.length) throw new AppError('invalid_request', { message: 'The columns do not fit the list' });
  const chosen = columns ?? guessed.columns;
  return { columns: chosen, known, ...readList(guessed.rows, chosen) };
}

/** As the draft says; new columns are kept there. */
function knownColumns({ graph }: FlowRow): readonly BroadcastColumn[] {
  return Object.values(runningGraph(graph).steps).flatMap((step) => (step.kind === 'trigger' ? broadcastColumns(step.input) : []));
}

function hasNoTwins(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length;
}
