import { Box, Card, Center, Group, Stack, Text, Title } from '@mantine/core';
import { BrandMark } from '@noi/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../app/LookSwitches.tsx';

/** The frame of the pages before sign-in: the mark, one card, the language. */
export function EntryCard({ title, summary, children }: { title: string; summary: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Center component="main" mih="100dvh" px="md" py="xl">
      <Stack w="100%" maw={400} gap="lg">
        <Group justify="center" gap="xs">
          <BrandMark size={36} />
          <Text fw={700} fz="xl">
            {t('app.name')}
          </Text>
        </Group>
        <Card withBorder padding="xl" radius="lg">
          <Title order={1} fz="1.25rem">
            {title}
          </Title>
          <Text c="dimmed" size="sm" mt={4} mb="lg">
            {summary}
          </Text>
          {children}
        </Card>
        <Box w={200} mx="auto">
          <LanguageSwitch />
        </Box>
      </Stack>
    </Center>
  );
}
