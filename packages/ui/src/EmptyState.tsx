import { Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a view shows when there is nothing yet: what would be here and the way to get it. */
export function EmptyState({ icon, title, children, actions }: { icon: ReactNode; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <ThemeIcon size={52} radius="xl" variant="light" color="slate">
        {icon}
      </ThemeIcon>
      <Title order={2} fz="md" mt={4}>
        {title}
      </Title>
      {children && (
        <Text c="dimmed" size="sm" maw={420} component="div">
          {children}
        </Text>
      )}
      {actions && <Group mt="sm">{actions}</Group>}
    </Stack>
  );
}
