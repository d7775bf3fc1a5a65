import { Anchor, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/trpc.ts';
import { formatDateTime } from '../../words/format.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { eventName } from './eventName.ts';
import { useGivenData } from './useGivenData.ts';
import { useSimulated } from './useSimulated.ts';

const selectSamples = (state: EditorState) => state.samples;
const sources = ['declared', 'lastRun', 'simulated', 'event'] as const;
type Source = (typeof sources)[number];
const isSource = (value: string | null): value is Source => sources.some((source) => source === value);

/** Where the values beside the data come from: the sample, the last run that passed, a simulated one, or an event that came in. */
export function SampleSwitch() {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const samples = useEditor(selectSamples);
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }} aria-hidden="true">
          {t('forms.samples')}
        </Text>
        <Select
          size="xs"
          flex={1}
          aria-label={t('forms.samples')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={sources.map((value) => ({ value, label: t(`forms.samplesFrom.${value}`) }))}
          value={samples.from}
          onChange={(chosen) => {
            if (isSource(chosen)) store.getState().chooseSamples(chosen === 'event' ? { from: 'event', event: null } : { from: chosen });
          }}
        />
      </Group>
      {samples.from === 'lastRun' && <LastRunNote />}
      {samples.from === 'simulated' && <SimulatedNote />}
      {samples.from === 'event' && <EventPick chosen={samples.event?.id ?? null} />}
    </Stack>
  );
}

function LastRunNote() {
  const { t } = useTranslation();
  const { run } = useGivenData();
  if (run === undefined) return null;
  return (
    <Text size="xs" c="dimmed" role="status">
      {run ? t('forms.lastRunAt', { at: formatDateTime(run.at), subject: run.subject ?? '' }) : t('forms.lastRunNone')}
    </Text>
  );
}

function SimulatedNote() {
  const { t } = useTranslation();
  const { data, error, isFetching, isOld, refetch } = useSimulated(true);
  return (
    <Group gap={6} wrap="nowrap" justify="space-between" align="flex-start">
      <Text size="xs" c={error ? 'var(--noi-failure)' : 'dimmed'} role="status">
        {isFetching && t('forms.simulating')}
        {!isFetching && error && t('forms.simulatedNot')}
        {!isFetching && !error && data && t(isOld ? 'forms.simulatedOld' : 'forms.simulatedAt', { at: formatDateTime(data.at) })}
      </Text>
      <Anchor component="button" type="button" size="xs" style={{ whiteSpace: 'nowrap' }} disabled={isFetching} onClick={() => void refetch()}>
        {t('forms.simulateAgain')}
      </Anchor>
    </Group>
  );
}

const selectTrigger = (state: EditorState) => Object.values(state.graph.steps).find(({ kind }) => kind === 'trigger');

function EventPick({ chosen }: { chosen: string | null }) {
  const { t } = useTranslation();
  const { catalog, store } = useEditorContext();
  const step = useEditor(selectTrigger);
  const event = step?.kind === 'trigger' ? catalog.trigger(step.node, step.nodeVersion)?.event : undefined;
  const events = useQuery(trpc.events.list.queryOptions({ limit: 30, ...(event && { type: event }) }, { enabled: event !== undefined }));
  const found = events.data?.events ?? [];
  if (events.data && found.length === 0) {
    return (
      <Text size="xs" c="dimmed" role="status">
        {t('trial.recordedNone')}
      </Text>
    );
  }
  return (
    <Select
      size="xs"
      aria-label={t('trial.recordedPick')}
      placeholder={t('trial.recordedPick')}
      searchable
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      value={chosen}
      data={found.map(({ id, receivedAt, payload }) => ({ value: id, label: `${formatDateTime(receivedAt)}${eventName(payload)}` }))}
      onChange={(id) => {
        const picked = found.find((one) => one.id === id);
        if (picked) store.getState().chooseSamples({ from: 'event', event: { id: picked.id, payload: { ...picked.payload } } });
      }}
    />
  );
}
