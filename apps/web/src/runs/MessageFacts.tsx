import { Anchor, Card, Group, Text } from '@mantine/core';
import { type Meaning, StateBadge } from '@noi/ui';
import { IconMessage, IconStarFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { showRecipient } from '../phone/phoneNumber.ts';

type Message = ApiOutputs['runs']['get']['messages'][number];

const looks: Record<Message['state'], { meaning: Meaning; word: 'messageReserved' | 'messageSent' | 'messageDelivered' | 'messageFailed' | 'messageUnknown' }> =
  {
    reserved: { meaning: 'wait', word: 'messageReserved' },
    sent: { meaning: 'message', word: 'messageSent' },
    delivered: { meaning: 'success', word: 'messageDelivered' },
    failed: { meaning: 'failure', word: 'messageFailed' },
    unknown: { meaning: 'held', word: 'messageUnknown' },
  };

/** The ledger's line for what this step sent. */
export function MessageFacts({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { meaning, word } = looks[message.state];
  return (
    <Card withBorder padding="sm" component="section" aria-label={t('runs.message')}>
      <Group justify="space-between" gap="xs">
        <Group gap={6}>
          <IconMessage size={16} />
          <Text size="sm" fw={500}>
            {showRecipient(message.recipient)}
          </Text>
        </Group>
        <StateBadge size="sm" meaning={meaning}>
          {t(`runs.${word}`)}
        </StateBadge>
      </Group>
      <Text size="sm" mt={6} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {message.preview}
      </Text>
      {message.ratedStars !== null && (
        <Group gap={4} mt={6}>
          <IconStarFilled size={14} color="var(--mantine-color-yellow-6)" />
          <Text size="sm">{t('runs.rated', { stars: message.ratedStars })}</Text>
        </Group>
      )}
      <Anchor renderRoot={(props) => <Link to="/phone" search={{ to: message.recipient }} {...props} />} size="xs" mt={6}>
        {t('runs.toPhone')}
      </Anchor>
    </Card>
  );
}
