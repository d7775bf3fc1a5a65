import { Button, Group, Stack, Text } from '@mantine/core';
import type { PhoneTap } from '@noi/node-sdk';
import { IconCheck, IconPaperclip } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { LetterFrame } from '../letter/LetterFrame.tsx';
import { formatBytes, formatDateTime } from '../words/format.ts';
import { useLanguage } from '../words/useText.ts';
import classes from './PhoneFrame.module.css';
import { RatingAsk } from './RatingAsk.tsx';

type Shown = ApiOutputs['phone']['messages'][number];

/** One message as the customer sees it. A tap goes to the emulated provider, which calls back as the real one would. */
export function MessageCard({ message }: { message: Shown }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const tap = useMutation(
    trpc.phone.tap.mutationOptions({ onError: useReportError(), onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.phone.pathKey() }) }),
  );
  const touch = (given: PhoneTap) => tap.mutate({ messageId: message.id, tap: given } as Parameters<typeof tap.mutate>[0]);
  const { content, taps } = message;
  const rated = taps.findLast((done) => done.kind === 'rate');
  const pressed = content.buttons?.find(({ id }) => taps.some((done) => done.kind === 'button' && done.buttonId === id));

  return (
    <article className={classes.message}>
      <div className={classes.sender}>
        <strong>{content.sender.name}</strong>
        <span>{formatDateTime(content.sentAt)}</span>
      </div>
      <div className={classes.body}>
        {content.title && (
          <Text fw={600} mb={4}>
            {content.title}
          </Text>
        )}
        {content.html === undefined ? (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {content.text}
          </Text>
        ) : (
          <LetterFrame title={content.title ?? t('phone.letter')} page={content.html} />
        )}
        {content.attachments?.map(({ name, bytes }, index) => (
          // Files of one letter may have one name.
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change their places.
          <Group key={index} gap={6} mt={6} wrap="nowrap" align="flex-start">
            <IconPaperclip size={16} style={{ flex: 'none' }} />
            <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
              {name} · {formatBytes(bytes, language)}
            </Text>
          </Group>
        ))}
        {content.rows && content.rows.length > 0 && (
          <dl className={classes.rows}>
            {content.rows.map(({ label, value }) => [<dt key={`${label}-label`}>{label}</dt>, <dd key={`${label}-value`}>{value}</dd>])}
          </dl>
        )}
      </div>
      {content.rating && <RatingAsk rating={content.rating} given={rated?.stars ?? null} isBusy={tap.isPending} onRate={touch} />}
      {content.buttons && content.buttons.length > 0 && (
        <Stack className={classes.actions} gap={4}>
          {content.buttons.map(({ id, label }) => (
            <Button key={id} variant="subtle" size="compact-md" loading={tap.isPending} onClick={() => touch({ kind: 'button', buttonId: id })}>
              {label}
            </Button>
          ))}
          {pressed && (
            <Text size="xs" c="dimmed" ta="center">
              <IconCheck size={12} /> {t('phone.tapped', { label: pressed.label })}
            </Text>
          )}
        </Stack>
      )}
    </article>
  );
}
