import { Button, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What a view shows when its data did not come: what happened, what to do, and a way to try again. */
export function ErrorState({ title, children, retry }: { title: string; children?: ReactNode; retry?: { label: string; onRetry: () => void } }) {
  return (
    <Stack role="alert" align="center" gap="xs" py={56} px="md" ta="center">
      <ThemeIcon size={52} radius="xl" variant="light" color="red">
        <IconAlertTriangle size={26} />
      </ThemeIcon>
      <Title order={2} fz="md" mt={4}>
        {title}
      </Title>
      {children && (
        <Text c="dimmed" size="sm" maw={440} component="div">
          {children}
        </Text>
      )}
      {retry && (
        <Button mt="sm" variant="default" leftSection={<IconRefresh size={16} />} onClick={retry.onRetry}>
          {retry.label}
        </Button>
      )}
    </Stack>
  );
}
