import { Anchor, Card, Group, Stack, Text, Timeline, Title } from '@mantine/core';
import { EmptyState } from '@noi/ui';
import { IconBolt, IconClock, IconFlag, IconMessage, IconRoute, IconUserSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { showRecipient } from '../phone/phoneNumber.ts';
import { MessageLine } from '../runs/MessageFacts.tsx';
import { RunStateBadge } from '../runs/RunStateBadge.tsx';
import { VersionLine } from '../runs/VersionBadge.tsx';
import { formatDateTime, formatMoney } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import classes from './JourneyView.module.css';
import { type JourneyItem, journeyItems } from './journeyItems.ts';

type Journey = ApiOutputs['journeys']['get'];

const icons: Record<JourneyItem['kind'], ReactNode> = {
  event: <IconBolt size={14} />,
  run: <IconRoute size={14} />,
  ended: <IconFlag size={14} />,
  message: <IconMessage size={14} />,
};

/** What happened to one customer or order, what goes on, and what is to come. */
export function JourneyView({ journey }: { journey: Journey }) {
  const { t } = useTranslation();
  const items = journeyItems(journey);
  const isEmpty = items.length === 0 && journey.orders.length === 0;
  if (isEmpty) {
    return (
      <EmptyState icon={<IconUserSearch size={26} />} title={t('journey.nothing')}>
        {t('journey.nothingHint')}
      </EmptyState>
    );
  }
  return (
    <Stack gap="lg">
      <Whose journey={journey} />
      {journey.waits.length > 0 && <ToCome waits={journey.waits} />}
      <section aria-label={t('journey.story')}>
        <Title order={2} fz="1rem" mb="sm">
          {t('journey.story')}
        </Title>
        {journey.isCut && (
          <Text size="sm" c="dimmed" mb="sm">
            {t('journey.cut')}
          </Text>
        )}
        <Timeline bulletSize={26} lineWidth={2}>
          {items.map((item) => (
            <Timeline.Item key={item.key} bullet={icons[item.kind]}>
              <Item item={item} journey={journey} />
              <Text size="xs" c="dimmed" mt={2}>
                {formatDateTime(item.at)}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      </section>
    </Stack>
  );
}

function Whose({ journey: { phone, orderCode, customerName, orders, runs } }: { journey: Journey }) {
  const { t } = useTranslation();
  const title = phone === null ? t('journey.order', { code: orderCode ?? '' }) : [customerName, showRecipient(phone)].filter(Boolean).join(' · ');
  const [first] = orders;
  return (
    <Card withBorder padding="md" component="section" aria-label={title}>
      <Title order={2} fz="1.1rem">
        {title}
      </Title>
      {phone === null && customerName && <Text size="sm">{customerName}</Text>}
      {phone === null && first && (
        <Text size="sm" c="dimmed">
          {[formatMoney(first.total), t('journey.placed', { when: formatDateTime(first.placedAt) })].join(' · ')}
        </Text>
      )}
      {phone !== null && orders.length > 0 && (
        <Group gap="xs" mt={4}>
          <Text size="sm" c="dimmed">
            {t('journey.orders', { count: orders.length })}
          </Text>
          {orders.slice(0, 8).map(({ code }) => (
            <Anchor key={code} size="sm" renderRoot={(props) => <Link to="/journey" search={{ find: code }} {...props} />}>
              {code}
            </Anchor>
          ))}
        </Group>
      )}
      <ul className={classes.runs} aria-label={t('journey.flows')}>
        {runs.map((run) => (
          <li key={run.id}>
            <Anchor size="sm" fw={500} renderRoot={(props) => <Link to="/runs/$id" params={{ id: run.id }} {...props} />}>
              {run.flowName}
            </Anchor>
            <RunStateBadge state={run.state} size="sm" />
            <Text size="xs" c="dimmed">
              {run.subject}
            </Text>
            <VersionLine flowId={run.flowId} version={run.version} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ToCome({ waits }: { waits: Journey['waits'] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section aria-label={t('journey.toCome')}>
      <Title order={2} fz="1rem" mb="sm">
        {t('journey.toCome')}
      </Title>
      <Stack gap="xs">
        {waits.map((wait) => (
          <Group key={`${wait.runId} ${wait.since} ${wait.until}`} gap="xs" wrap="nowrap" align="flex-start">
            <IconClock size={16} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
            <div>
              <Text size="sm" fw={500}>
                {wait.until === null ? t('journey.waitsOpen') : t('runs.waitsUntil', { when: formatDateTime(wait.until) })}
              </Text>
              <Text size="sm" c="dimmed">
                {text(wait.title)} ·{' '}
                <Anchor size="sm" renderRoot={(props) => <Link to="/runs/$id" params={{ id: wait.runId }} {...props} />}>
                  {wait.flowName}
                </Anchor>
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </section>
  );
}

function Item({ item, journey }: { item: JourneyItem; journey: Journey }) {
  const { t } = useTranslation();
  const text = useText();
  switch (item.kind) {
    case 'event':
      return (
        <Text size="sm" fw={500}>
          {[text(item.event.title), item.event.orderCode].filter(Boolean).join(' · ')}
        </Text>
      );
    case 'run':
      return <RunWords run={item.run}>{t('journey.entered', { flow: item.run.flowName })}</RunWords>;
    case 'ended':
      return (
        <Group gap="xs">
          <RunWords run={item.run}>{t('journey.left', { flow: item.run.flowName })}</RunWords>
          <RunStateBadge state={item.run.state} size="sm" />
        </Group>
      );
    case 'message': {
      const run = journey.runs.find(({ id }) => id === item.message.runId);
      return (
        <>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {item.message.preview}
          </Text>
          <MessageLine message={item.message} />
          {run && <RunWords run={run}>{run.flowName}</RunWords>}
        </>
      );
    }
  }
}

function RunWords({ run, children }: { run: Journey['runs'][number]; children: ReactNode }) {
  return (
    <Group gap="2px 8px" component="span">
      <Anchor size="sm" renderRoot={(props) => <Link to="/runs/$id" params={{ id: run.id }} {...props} />}>
        {children}
      </Anchor>
      <VersionLine flowId={run.flowId} version={run.version} />
    </Group>
  );
}
