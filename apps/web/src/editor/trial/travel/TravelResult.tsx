import { Accordion, Group, Stack, Text } from '@mantine/core';
import { StateBadge } from '@noi/ui';
import { IconCheck, IconClock, IconFlag, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../../words/format.ts';
import { TrialTimeline } from '../TrialTimeline.tsx';
import { DaySlider } from './DaySlider.tsx';
import { HeldList } from './HeldList.tsx';
import { MessageList } from './MessageList.tsx';
import { endOfDay, type Trial, upTo } from './travelFacts.ts';

const faces = {
  done: { meaning: 'success', icon: <IconCheck size={13} /> },
  stopped: { meaning: 'held', icon: <IconFlag size={13} /> },
  failed: { meaning: 'failure', icon: <IconX size={13} /> },
  unfinished: { meaning: 'wait', icon: <IconClock size={13} /> },
} as const;

/** What the flow did, with a slider over its days: messages appear as time goes by. */
export function TravelResult({ simulation, days }: { simulation: Trial; days: number }) {
  const { t } = useTranslation();
  const [day, setDay] = useState(days);
  const { outcome, startedAt } = simulation;
  const all = upTo(simulation, Number.POSITIVE_INFINITY);
  const seen = upTo(simulation, endOfDay(startedAt, day));
  const { meaning, icon } = faces[outcome.state];
  const isGoal = outcome.state === 'stopped' && outcome.by === 'goal';

  return (
    <Stack gap="md" component="section" aria-label={t('trial.travel')}>
      <Group gap="sm">
        <StateBadge meaning={isGoal ? 'success' : meaning} icon={icon}>
          {isGoal ? t('trial.goalReached') : t(`trial.outcome.${outcome.state}`)}
        </StateBadge>
        <Text size="sm" fw={500}>
          {t('trial.messageCount', { count: all.messages.length })}
        </Text>
        {all.costVnd > 0 && <Text size="sm">{t('trial.cost', { amount: formatMoney(all.costVnd) })}</Text>}
        {all.unpriced > 0 && (
          <Text size="sm" c="dimmed">
            {t('trial.costUnknown', { count: all.unpriced })}
          </Text>
        )}
      </Group>
      <DaySlider simulation={simulation} days={days} day={day} onChange={setDay} />
      {all.messages.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('trial.noMessages')}
        </Text>
      ) : (
        <MessageList messages={seen.messages} startedAt={startedAt} />
      )}
      <HeldList held={seen.held} />
      <Accordion variant="default">
        <Accordion.Item value="details">
          <Accordion.Control>{t('trial.details')}</Accordion.Control>
          <Accordion.Panel>
            <TrialTimeline simulation={simulation} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
