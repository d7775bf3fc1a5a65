import { NavLink, Stack } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatRelative } from '../words/format.ts';
import { useLanguage } from '../words/useText.ts';
import { showRecipient } from './phoneNumber.ts';

interface ThreadListProps {
  readonly threads: ApiOutputs['phone']['threads'];
  readonly selected: string | null;
  onSelect(to: string): void;
}

/** The customers that something was sent to, newest first. */
export function ThreadList({ threads, selected, onSelect }: ThreadListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Stack component="nav" aria-label={t('phone.threads')} gap={4}>
      {threads.map(({ to, lastAt, count }) => (
        <NavLink
          key={to}
          component="button"
          type="button"
          active={to === selected}
          aria-current={to === selected}
          leftSection={<IconUser size={18} />}
          label={showRecipient(to)}
          description={`${t('phone.messageCount', { count })} · ${formatRelative(lastAt, language)}`}
          onClick={() => onSelect(to)}
          style={{ borderRadius: 8 }}
        />
      ))}
    </Stack>
  );
}
