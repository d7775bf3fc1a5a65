import { Box } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { DataTree } from './DataTree.tsx';
import type { DataNode } from './dataTree.ts';

/** The data tree in a popover. The next key is for its search already, so the search has the keyboard before another key can come. */
export function DataPicker({ onPick }: { onPick(node: DataNode): void }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true }), []);
  return (
    <Box ref={box} w={340}>
      <DataTree maxHeight={320} onPick={onPick} />
    </Box>
  );
}
