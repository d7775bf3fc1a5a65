import { ActionIcon, Group, Text } from '@mantine/core';
import type { PhoneMessage, PhoneTap } from '@noi/node-sdk';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PhoneFrame.module.css';

interface RatingAskProps {
  readonly rating: NonNullable<PhoneMessage['rating']>;
  /** Stars that the customer gave already. */
  readonly given: number | null;
  readonly isBusy: boolean;
  onRate(tap: PhoneTap): void;
}

/** Five stars to tap, once. */
export function RatingAsk({ rating, given, isBusy, onRate }: RatingAskProps) {
  const { t } = useTranslation();
  const [hovered, setHovered] = useState(0);
  const lit = given ?? hovered;
  return (
    <div className={classes.actions}>
      <Text size="sm" ta="center" mb={4}>
        {given ? t('phone.rated', { stars: given }) : rating.question}
      </Text>
      <Group justify="center" gap={4} onMouseLeave={() => setHovered(0)}>
        {[1, 2, 3, 4, 5].map((stars) => (
          <ActionIcon
            key={stars}
            variant="transparent"
            color="yellow"
            size="lg"
            aria-label={t('phone.rate', { stars })}
            disabled={given !== null || isBusy}
            style={{ background: 'transparent', color: 'var(--mantine-color-yellow-6)' }}
            onMouseEnter={() => setHovered(stars)}
            onClick={() => onRate({ kind: 'rate', stars, choices: (rating.choices[`${stars}`] ?? []).slice(0, 1) })}
          >
            {stars <= lit ? <IconStarFilled size={26} /> : <IconStar size={26} />}
          </ActionIcon>
        ))}
      </Group>
    </div>
  );
}
