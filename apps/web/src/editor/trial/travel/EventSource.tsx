import { Input, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { QueryError } from '../../../errors/QueryError.tsx';
import { formatDateTime } from '../../../words/format.ts';
import { eventName } from '../../stepData/eventName.ts';
import type { TrialSetup } from './TrialSetup.ts';
import { TypedEvent } from './TypedEvent.tsx';
import type { TriggerFacts } from './useTriggerFacts.ts';

interface EventSourceProps {
  readonly setup: TrialSetup;
  readonly trigger: TriggerFacts;
  onChange(setup: TrialSetup): void;
}

/** With which event the flow is tried: the sample, one that really came, or one that is typed in. */
export function EventSource({ setup, trigger, onChange }: EventSourceProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Input.Wrapper label={t('trial.source')}>
        <SegmentedControl
          fullWidth
          aria-label={t('trial.source')}
          value={setup.source}
          onChange={(source) => onChange({ ...setup, source: source === 'recorded' || source === 'typed' ? source : 'sample' })}
          data={(['sample', 'recorded', 'typed'] as const).map((value) => ({ value, label: t(`trial.${value}`) }))}
        />
      </Input.Wrapper>
      {setup.source === 'recorded' && <RecordedEvent setup={setup} trigger={trigger} onChange={onChange} />}
      {setup.source === 'typed' && (
        <TypedEvent fields={trigger.fields} value={setup.typed} hint={t('trial.typedHint')} onChange={(typed) => onChange({ ...setup, typed })} />
      )}
    </Stack>
  );
}

function RecordedEvent({ setup, trigger, onChange }: EventSourceProps) {
  const { t } = useTranslation();
  const events = useQuery(trpc.events.list.queryOptions({ type: trigger.event, limit: 50 }));
  if (events.error) return <QueryError error={events.error} onRetry={() => void events.refetch()} />;
  const found = events.data?.events ?? [];
  if (events.data && found.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('trial.recordedNone')}
      </Text>
    );
  }
  return (
    <Select
      label={t('trial.recordedPick')}
      placeholder={t('editor.choose')}
      searchable
      allowDeselect={false}
      value={setup.recorded?.id ?? null}
      data={found.map(({ id, receivedAt, payload }) => ({ value: id, label: `${formatDateTime(receivedAt)}${eventName(payload)}` }))}
      onChange={(id) => {
        const event = found.find((one) => one.id === id);
        if (event) onChange({ ...setup, recorded: { id: event.id, payload: { ...event.payload } } });
      }}
    />
  );
}
