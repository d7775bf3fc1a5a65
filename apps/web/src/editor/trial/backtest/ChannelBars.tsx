import { Group, Stack, Text } from '@mantine/core';
import { channelWords } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../../words/format.ts';
import classes from './Bars.module.css';
import type { Report } from './measures.ts';

type Channels = Report['channels'];

/** How many messages go out on each channel, and for how much. */
export function ChannelBars({ channels, liveChannels }: { channels: Channels; liveChannels: Channels }) {
  const { t } = useTranslation();
  const names = [...new Set([...channels, ...liveChannels].map(({ channel }) => channel))];
  if (names.length === 0) return null;
  const countIn = (of: Channels, name: string) => of.find(({ channel }) => channel === name)?.messages ?? 0;
  const highest = Math.max(1, ...[...channels, ...liveChannels].map(({ messages }) => messages));
  const width = (count: number) => ({ width: `${(100 * count) / highest}%` });

  return (
    <div>
      <Text size="sm" fw={600} mb="xs">
        {t('trial.byChannel')}
      </Text>
      <Stack gap="sm">
        {names.map((name) => {
          const own = channels.find(({ channel }) => channel === name);
          return (
            <div key={name}>
              <Group justify="space-between" mb={4}>
                <Text size="sm">{channelWords(name)}</Text>
                <Text size="sm" c="dimmed">
                  {t('trial.messageCount', { count: own?.messages ?? 0 })} · {formatMoney(own?.costVnd ?? 0)}
                </Text>
              </Group>
              <div className={classes.track} aria-hidden="true">
                <div className={classes.draft} style={width(own?.messages ?? 0)} />
                {liveChannels.length > 0 && <div className={classes.live} style={width(countIn(liveChannels, name))} />}
              </div>
            </div>
          );
        })}
      </Stack>
    </div>
  );
}
