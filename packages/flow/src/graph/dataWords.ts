import type { Text } from '@noi/node-sdk';
import { type DataPath, parsePath } from '../template/dataPath.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import type { Goal } from './FlowGraph.ts';
import { type FoundField, findField } from './findField.ts';
import { type Around, findData } from './Source.ts';
import { sourceLookup } from './sources.ts';

/** What the data of a flow are called. */
export interface DataWords {
  /** What a path leads to; `null` when the flow has no such datum. */
  find(path: string): FoundField | null;
  /** The last word of a path's label: `SĐT người nhận` of `Đơn hàng › Địa chỉ nhận › SĐT người nhận`. */
  label(path: string): Text;
}

/** `event` is what is awaited where the paths are read. */
export function dataWords(around: Around & { readonly event?: Pick<Goal, 'node' | 'nodeVersion'> }): DataWords {
  const lookup = sourceLookup(around);
  return {
    find: (path) => findData(lookup, parsePath(path) ?? []),
    label(path) {
      const parsed = parsePath(path) ?? [];
      return (findData(lookup, parsed) ?? ofAnyTrigger(parsed, around.catalog))?.labels.at(-1) ?? { vi: path, en: path };
    },
  };
}

/** A flow whose trigger was taken away, or does not give this, still says its data by name. */
function ofAnyTrigger([root, ...inside]: DataPath, { packages = [] }: FlowCatalog): FoundField | null {
  if ((root !== 'trigger' && root !== 'event') || inside.length === 0) return null;
  for (const { triggers } of packages) {
    for (const { output } of triggers) {
      const found = findField(output, inside);
      if (found?.field) return found;
    }
  }
  return null;
}
