import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { type Scenario, withMadeUpPeople } from '@noi/flow';
import { RowSkeletons } from '@noi/ui';
import { IconBookmarkPlus, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/trpc.ts';
import { useReportError } from '../../../errors/useReportError.ts';
import { usePins } from '../../pins/PinsContext.ts';
import { pinnedOutputs } from '../../pins/pinnedOutputs.ts';
import { useEditor, useEditorContext } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { TrialProblem } from '../TrialProblem.tsx';
import { SaveTest } from '../tests/SaveTest.tsx';
import { ComingEvents } from './ComingEvents.tsx';
import { EventSource } from './EventSource.tsx';
import { listenersOf } from './listeners.ts';
import { TravelResult } from './TravelResult.tsx';
import { newSetup, type OpenTest, scenarioOf, setupOf, type TrialSetup } from './TrialSetup.ts';
import type { Trial } from './travelFacts.ts';
import { type TriggerFacts, useTriggerFacts } from './useTriggerFacts.ts';
import { WhenAndWho } from './WhenAndWho.tsx';

const selectGraph = (state: EditorState) => state.graph;

interface TravelTabProps {
  readonly openTest: OpenTest | null;
  onLeaveTest(): void;
}

interface Walked {
  readonly scenario: Scenario;
  /** It begins with an event that really came. */
  readonly isReal: boolean;
}

/** Walks the draft with a chosen event, and shows what it does day by day. */
export function TravelTab(props: TravelTabProps) {
  const { t } = useTranslation();
  const trigger = useTriggerFacts();
  return trigger === null ? <Text c="dimmed">{t('editor.emptyHint')}</Text> : <Travel {...props} trigger={trigger} />;
}

function Travel({ openTest, onLeaveTest, trigger }: TravelTabProps & { readonly trigger: TriggerFacts }) {
  const { t } = useTranslation();
  const { flowId, queue, catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  const pins = usePins();
  const listeners = useMemo(() => listenersOf(graph, catalog), [graph, catalog]);
  const [setup, setSetup] = useState<TrialSetup>(() =>
    openTest ? setupOf(openTest.scenario, trigger.sample) : newSetup(trigger.sample, new Date().toISOString()),
  );
  const scenario = scenarioOf(setup, { ...trigger, listeners, pins: pinnedOutputs(pins) });
  const travel = useMutation({
    async mutationFn(walked: Walked) {
      await queue.flush();
      return { ...walked, simulation: await api.flows.simulate.mutate({ ...walked.scenario, id: flowId }) };
    },
  });
  const walk = () => travel.mutate({ scenario, isReal: setup.source === 'recorded' });
  const report = useReportError();
  // Nobody real goes into a test: what is kept is what happens to the made-up one.
  const keep = useMutation({
    async mutationFn(seen: Walked & { readonly simulation: Trial }) {
      if (!seen.isReal) return seen;
      const madeUp = withMadeUpPeople(seen.scenario);
      return { ...seen, scenario: madeUp, simulation: await api.flows.simulate.mutate({ ...madeUp, id: flowId }) };
    },
    onError: report,
  });
  // The sample is walked at once; what is chosen later, when it is asked for.
  const first = useRef(walk);
  useEffect(() => first.current(), []);

  return (
    <Stack gap="md">
      {openTest && (
        <Alert color="blue" py="xs">
          <Group justify="space-between">
            <Text size="sm">{t('trial.editingTest', { name: openTest.name })}</Text>
            <Anchor component="button" type="button" size="sm" onClick={onLeaveTest}>
              {t('trial.leaveTest')}
            </Anchor>
          </Group>
        </Alert>
      )}
      <EventSource setup={setup} trigger={trigger} onChange={setSetup} />
      <WhenAndWho setup={setup} onChange={setSetup} />
      <ComingEvents setup={setup} listeners={listeners} onChange={setSetup} />
      <Group justify="space-between">
        <Text size="xs" c="dimmed" flex={1}>
          {t('trial.nothingSent')} {scenario.pins && t('pins.used', { count: Object.keys(scenario.pins).length })}
        </Text>
        <Button leftSection={<IconPlayerPlay size={16} />} loading={travel.isPending} onClick={walk}>
          {t(travel.data ? 'trial.runAgain' : 'trial.run')}
        </Button>
      </Group>
      {travel.isPending && !travel.data && <RowSkeletons rows={3} label={t('app.loading')} />}
      {travel.error && <TrialProblem error={travel.error} />}
      {travel.data && !travel.error && (
        <>
          <TravelResult key={travel.submittedAt} simulation={travel.data.simulation} days={travel.data.scenario.days} />
          <Group justify="flex-end">
            <Button variant="default" leftSection={<IconBookmarkPlus size={16} />} loading={keep.isPending} onClick={() => keep.mutate(travel.data)}>
              {t('trial.saveAsTest')}
            </Button>
          </Group>
          <SaveTest kept={keep.data ?? null} onClose={keep.reset} formerly={openTest} />
        </>
      )}
    </Stack>
  );
}
