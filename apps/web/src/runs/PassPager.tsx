import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface PassPagerProps {
  readonly at: number;
  readonly count: number;
  readonly label: string;
  /** Of several pagers: which this is. */
  readonly name?: string;
  readonly size?: 'xs' | 'sm';
  onTurn(at: number): void;
}

/** Turns to another item of a loop, another round, another visit of a step. */
export function PassPager({ at, count, label, name, size = 'sm', onTurn }: PassPagerProps) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={name ?? t('runs.rounds')}>
      <ActionIcon variant="subtle" color="gray" aria-label={t('runs.roundBefore')} disabled={at === 0} onClick={() => onTurn(at - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Text size={size} fw={500} aria-live="polite" style={{ whiteSpace: 'nowrap' }}>
        {label}
      </Text>
      <ActionIcon variant="subtle" color="gray" aria-label={t('runs.roundAfter')} disabled={at === count - 1} onClick={() => onTurn(at + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  );
}
