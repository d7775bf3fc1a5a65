import { Box } from '@mantine/core';
import type { ReactNode } from 'react';

/** The padded, centred body of an ordinary page. `wide` for tables and split views. */
export function Page({ children, size = 'normal' }: { children: ReactNode; size?: 'narrow' | 'normal' | 'wide' }) {
  const width = { narrow: 720, normal: 1080, wide: 1440 }[size];
  return (
    <Box maw={width} mx="auto" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'xl' }}>
      {children}
    </Box>
  );
}
