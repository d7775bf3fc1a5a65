import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconRoute2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTour } from './tourState.ts';

/** Begins the tour, takes it up again, or begins it anew. */
export function TourStart() {
  const { t } = useTranslation();
  const { state, start, resume } = useTour();
  return (
    <Group gap="xs">
      {state.startedAt !== null && !state.isOpen && (
        <Button leftSection={<IconRoute2 size={16} />} onClick={resume}>
          {t('tour.resume')}
        </Button>
      )}
      <Button variant={state.startedAt === null ? 'filled' : 'default'} leftSection={<IconRoute2 size={16} />} onClick={start}>
        {t(state.startedAt === null ? 'tour.start' : 'tour.again')}
      </Button>
    </Group>
  );
}

/** The tour among the settings. */
export function TourCard() {
  const { t } = useTranslation();
  return (
    <Card withBorder padding="lg" component="section" aria-label={t('tour.title')}>
      <Title order={2} fz="1.0625rem">
        {t('tour.title')}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        {t('tour.hint')}
      </Text>
      <TourStart />
    </Card>
  );
}
