import { Anchor, Card, Group, Text } from '@mantine/core';
import { type Meaning, StateBadge } from '@noi/ui';
import { IconMessage, IconStar, IconStarFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { showRecipient } from '../phone/phoneNumber.ts';
import classes from './MessageFacts.module.css';

type Message = ApiOutputs['runs']['get']['messages'][number];

const looks: Record<Message['state'], { meaning: Meaning; word: 'messageReserved' | 'messageSent' | 'messageDelivered' | 'messageFailed' | 'messageUnknown' }> =
  {
    reserved: { meaning: 'wait', word: 'messageReserved' },
    sent: { meaning: 'message', word: 'messageSent' },
    delivered: { meaning: 'success', word: 'messageDelivered' },
    failed: { meaning: 'failure', word: 'messageFailed' },
    unknown: { meaning: 'held', word: 'messageUnknown' },
  };

/** What became of a message, in one line of the story: where it is, and the stars that the customer gave. */
export function MessageLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { meaning, word } = looks[message.state];
  return (
    <span className={classes.line}>
      <StateBadge size="sm" meaning={meaning} icon={<IconMessage size={11} />}>
        {t(`runs.${word}`)}
      </StateBadge>
      <Text span size="xs" c="dimmed">
        {showRecipient(message.recipient)}
      </Text>
      {message.ratedStars !== null && <Stars given={message.ratedStars} />}
    </span>
  );
}

function Stars({ given }: { given: number }) {
  const { t } = useTranslation();
  return (
    <span className={classes.stars} role="img" aria-label={t('runs.rated', { stars: given })} title={t('runs.rated', { stars: given })}>
      {[1, 2, 3, 4, 5].map((star) => (star <= given ? <IconStarFilled key={star} size={13} /> : <IconStar key={star} size={13} />))}
    </span>
  );
}

/** The ledger's line for what this step sent. */
export function MessageFacts({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { meaning, word } = looks[message.state];
  const isOnPhone = message.state === 'sent' || message.state === 'delivered';
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
          <Stars given={message.ratedStars} />
          <Text size="sm">{t('runs.rated', { stars: message.ratedStars })}</Text>
        </Group>
      )}
      {isOnPhone && (
        <Anchor renderRoot={(props) => <Link to="/phone" search={{ to: message.recipient }} {...props} />} size="xs" mt={6}>
          {t('runs.toPhone')}
        </Anchor>
      )}
    </Card>
  );
}
