import { Box } from '@mantine/core';
import { DataTree } from './DataTree.tsx';
import type { DataNode } from './dataTree.ts';

/** The data tree in a popover. */
export function DataPicker({ onPick }: { onPick(node: DataNode): void }) {
  return (
    <Box w={340}>
      <DataTree maxHeight={320} onPick={onPick} />
    </Box>
  );
}
