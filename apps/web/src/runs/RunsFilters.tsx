import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { runStates } from './runStates.ts';
import { periods, type RunsFilter } from './runsSearch.ts';

/** Two beside each other on a phone. */
const narrow = { base: '1 1 130px', xs: '0 1 155px' };

interface RunsFiltersProps {
  readonly filter: RunsFilter;
  /** What is `undefined` is no longer asked for. */
  onChange(change: { readonly [K in keyof RunsFilter]?: RunsFilter[K] | undefined }): void;
}

/** The parts of the filter that people set by hand. */
export function RunsFilters({ filter, onChange }: RunsFiltersProps) {
  const { t } = useTranslation();
  const flows = useQuery(trpc.flows.list.queryOptions());
  const { flowId, version, state, period } = filter;
  // What names a step, a wire or an error group belongs to one flow.
  const elsewhere = {
    version: undefined,
    stepId: undefined,
    outcome: undefined,
    port: undefined,
    failedStep: undefined,
    errorKind: undefined,
    cause: undefined,
  };
  return (
    <Group gap="sm" component="search" aria-label={t('runs.filters')}>
      <Finder value={filter.find ?? ''} onFind={(find) => onChange({ find: find === '' ? undefined : find })} />
      <Select
        aria-label={t('runs.filterFlow')}
        placeholder={t('runs.allFlows')}
        clearable
        searchable
        flex={{ base: '1 1 100%', xs: '0 1 220px' }}
        data={(flows.data ?? []).map((flow) => ({ value: flow.id, label: flow.name }))}
        value={flowId ?? null}
        onChange={(value) => onChange({ ...elsewhere, flowId: value ?? undefined })}
      />
      {flowId !== undefined && (
        <VersionFilter flowId={flowId} version={version} onChange={(value) => onChange({ version: value === null ? undefined : Number(value) })} />
      )}
      <Select
        aria-label={t('runs.filterState')}
        placeholder={t('runs.allStates')}
        clearable
        flex={narrow}
        data={runStates.map((value) => ({ value, label: t(`runs.${value}`) }))}
        value={state ?? null}
        onChange={(value) => onChange({ state: runStates.find((known) => known === value) })}
      />
      <Select
        aria-label={t('runs.filterPeriod')}
        placeholder={t('runs.anyTime')}
        clearable
        flex={narrow}
        data={periods.map((value) => ({ value, label: t(`runs.last${value}`) }))}
        value={period ?? null}
        onChange={(value) => onChange({ period: periods.find((known) => known === value) })}
      />
    </Group>
  );
}

function VersionFilter({ flowId, version, onChange }: { flowId: string; version: number | undefined; onChange(value: string | null): void }) {
  const { t } = useTranslation();
  const versions = useQuery(trpc.flows.versions.queryOptions({ id: flowId })).data ?? [];
  const live = useQuery(trpc.flows.list.queryOptions()).data?.find(({ id }) => id === flowId)?.liveVersion;
  const nameOf = (number: number) => [t('runs.version', { number }), number === live && t('runs.liveNow')].filter(Boolean).join(' · ');
  return (
    <Select
      aria-label={t('runs.filterVersion')}
      placeholder={t('runs.allVersions')}
      clearable
      flex={narrow}
      data={versions.map(({ number }) => ({ value: String(number), label: nameOf(number) }))}
      value={version === undefined ? null : String(version)}
      onChange={onChange}
    />
  );
}

/** Asks when the typing stops. */
function Finder({ value, onFind }: { value: string; onFind(text: string): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const ask = useDebouncedCallback((typed: string) => onFind(typed.trim()), { delay: 400, flushOnUnmount: false });
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      type="search"
      aria-label={t('runs.find')}
      placeholder={t('runs.findHint')}
      leftSection={<IconSearch size={16} />}
      flex={{ base: '1 1 100%', xs: '1 1 240px' }}
      maxLength={120}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
    />
  );
}
