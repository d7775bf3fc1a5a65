import { Group, Paper, Stack, Text } from '@mantine/core';
import { channelWords } from '@noi/flow';
import { IconMessage2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatMoney } from '../../../words/format.ts';
import { useText } from '../../../words/useText.ts';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { FirstOf } from '../FirstOf.tsx';
import { sinceStart } from '../trialLines.ts';
import { useStepNames } from '../useStepNames.ts';
import type { Trial } from './travelFacts.ts';

/** A message as it may be shown: its recipient is masked. */
type Shown = Pick<Trial['messages'][number], 'stepId' | 'at' | 'channel' | 'recipient' | 'preview' | 'priceVnd'>;

const selectZone = (state: EditorState) => state.graph.settings.timezone;

/** Messages that went out so far: when, to whom, in which words, for how much. */
export function MessageList({ messages, startedAt }: { messages: readonly Shown[]; startedAt?: string }) {
  const { t } = useTranslation();
  const text = useText();
  const names = useStepNames();
  const zone = useEditor(selectZone);
  if (messages.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('trial.noMessagesYet')}
      </Text>
    );
  }
  return (
    <FirstOf items={messages}>
      {(shown) => (
        <Stack gap="xs" component="ul" aria-label={t('trial.messages')} m={0} p={0} style={{ listStyle: 'none' }}>
          {shown.map(({ stepId, at, channel, recipient, preview, priceVnd }, index) => {
            const since = startedAt === undefined ? null : sinceStart(Date.parse(at) - Date.parse(startedAt));
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: messages of one simulation never change places.
              <Paper component="li" withBorder p="sm" key={index}>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <Group gap={8} wrap="nowrap" align="flex-start" miw={0}>
                    <IconMessage2 size={18} color="var(--noi-message)" style={{ flex: 'none', marginTop: 2 }} />
                    <div>
                      <Text size="sm" fw={500}>
                        {text(names.title(stepId))}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {formatDateTime(at, zone)}
                        {since && ` · ${t(`editor.since.${since.unit}`, { count: since.count })}`}
                      </Text>
                    </div>
                  </Group>
                  <Text size="sm" fw={500} style={{ whiteSpace: 'nowrap' }} {...(priceVnd === undefined && { c: 'dimmed' })}>
                    {priceVnd === undefined ? t('trial.free') : formatMoney(priceVnd)}
                  </Text>
                </Group>
                <Text size="xs" mt={6}>
                  {channelWords(channel)} {recipient !== undefined && t('trial.to', { recipient })}
                </Text>
                {preview !== undefined && (
                  <Text size="xs" c="dimmed" mt={2} style={{ overflowWrap: 'anywhere' }}>
                    {preview}
                  </Text>
                )}
              </Paper>
            );
          })}
        </Stack>
      )}
    </FirstOf>
  );
}
