import { Skeleton, Stack } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';

/** Rows that stand for a list on its way. Appears only after 300 ms, so that quick answers do not flicker. */
export function RowSkeletons({ rows = 5, height = 56, label }: { rows?: number; height?: number; label: string }) {
  const [isShown, setShown] = useState(false);
  useTimeout(() => setShown(true), 300, { autoInvoke: true });
  return (
    <Stack role="status" aria-label={label} gap="xs" style={{ visibility: isShown ? 'visible' : 'hidden' }}>
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <Skeleton key={key} height={height} />
      ))}
    </Stack>
  );
}
