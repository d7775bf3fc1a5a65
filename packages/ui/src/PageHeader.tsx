import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Title of a page, one line of explanation, and its main actions. */
export function PageHeader({ title, summary, actions, above }: { title: ReactNode; summary?: ReactNode; actions?: ReactNode; above?: ReactNode }) {
  return (
    <Box mb="lg">
      {above}
      <Group justify="space-between" align="flex-start" gap="md">
        <Box miw={0} flex={1}>
          <Title order={1} fz={{ base: '1.25rem', sm: '1.5rem' }} lh={1.3}>
            {title}
          </Title>
          {summary && (
            <Text c="dimmed" size="sm" mt={4}>
              {summary}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Box>
  );
}
