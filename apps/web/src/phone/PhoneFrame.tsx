import { SegmentedControl, Text } from '@mantine/core';
import type { PhoneMessage } from '@noi/node-sdk';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { MessageCard } from './MessageCard.tsx';
import classes from './PhoneFrame.module.css';
import { showRecipient } from './phoneNumber.ts';

type Shown = ApiOutputs['phone']['messages'][number];

const channels = ['zalo', 'sms', 'email'] as const satisfies readonly PhoneMessage['channel'][];

/** A phone with the messages of one customer, by app, oldest on top as on a real one. */
export function PhoneFrame({ to, messages }: { to: string; messages: readonly Shown[] }) {
  const { t } = useTranslation();
  const newest = messages.at(-1)?.content.channel ?? 'zalo';
  const [chosen, setChosen] = useState<PhoneMessage['channel'] | null>(null);
  const channel = chosen ?? newest;
  const words = { zalo: t('phone.channelZalo'), sms: t('phone.channelSms'), email: t('phone.channelEmail') };
  const shown = messages.filter((message) => message.content.channel === channel);
  const screen = useRef<HTMLDivElement>(null);
  const last = shown.at(-1)?.id;

  useEffect(() => {
    if (last) screen.current?.scrollTo({ top: screen.current.scrollHeight });
  }, [last]);

  return (
    <section className={classes.device} aria-label={t('phone.screen', { to: showRecipient(to) })}>
      <div className={classes.bar}>
        <span>{showRecipient(to)}</span>
      </div>
      <SegmentedControl
        fullWidth
        radius={0}
        value={channel}
        onChange={(value) => setChosen(channels.find((known) => known === value) ?? null)}
        data={channels.map((value) => ({ value, label: words[value] }))}
      />
      <div className={classes.screen} ref={screen} aria-live="polite">
        {shown.map((message) => (
          <MessageCard key={message.id} message={message} />
        ))}
        {shown.length === 0 && (
          <Text size="sm" c="dimmed" ta="center" mt="xl">
            {t('phone.noneOnChannel')}
          </Text>
        )}
      </div>
    </section>
  );
}
