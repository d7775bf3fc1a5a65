import type { ProgressEntry, RecordProgressRequest } from './activityTypes.ts';
import { sizeOf } from './createTaskRoom.ts';

/**
 * A flush in parts, to be told one after the other, each of at most so many bytes of lines; one line that is larger goes alone. The end of a run comes with its last
 * line, and what runs wait for comes with the last part.
 */
export function progressParts({ entries, waits, ...group }: RecordProgressRequest, mostBytes: number): readonly RecordProgressRequest[] {
  const parts: ProgressEntry[][] = [[]];
  let room = mostBytes;
  for (const { records, outcome, trace, ...run } of entries) {
    let open: ProgressEntry['records'][number][] = [];
    const close = (end: Pick<ProgressEntry, 'outcome' | 'trace'>) => parts.at(-1)?.push({ ...run, records: open, ...end });
    for (const record of records) {
      const bytes = sizeOf(record);
      if (bytes > room && room < mostBytes) {
        if (open.length > 0) close({});
        parts.push([]);
        open = [];
        room = mostBytes;
      }
      open.push(record);
      room -= bytes;
    }
    close({ ...(outcome === undefined ? {} : { outcome }), ...(trace === undefined ? {} : { trace }) });
  }
  return parts.map((part, at) => ({ ...group, entries: part, ...(waits !== undefined && at === parts.length - 1 ? { waits } : {}) }));
}
