import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { mostDays } from '@noi/flow';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import type { TrialSetup } from './TrialSetup.ts';

const selectGraph = (state: EditorState) => state.graph;
const answers = ['approved', 'rejected', 'nobody'] as const;

/** When the trial begins, for how long it is looked at, and what people say who are asked. */
export function WhenAndWho({ setup, onChange }: { setup: TrialSetup; onChange(setup: TrialSetup): void }) {
  const { t } = useTranslation();
  const graph = useEditor(selectGraph);
  const zone = graph.settings.timezone;
  const asksPeople = Object.values(graph.steps).some(({ kind }) => kind === 'approval');
  return (
    <Group grow preventGrowOverflow={false} align="flex-end">
      <TextInput
        type="datetime-local"
        label={t('trial.startAt')}
        value={DateTime.fromISO(setup.startAt, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")}
        onChange={(event) => {
          const chosen = DateTime.fromISO(event.currentTarget.value, { zone });
          if (chosen.isValid) onChange({ ...setup, startAt: chosen.toUTC().toISO() });
        }}
      />
      <NumberInput
        label={t('trial.days')}
        value={setup.days}
        min={1}
        max={mostDays}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(days) => typeof days === 'number' && days >= 1 && onChange({ ...setup, days })}
      />
      {asksPeople && (
        <Select
          label={t('trial.approve')}
          allowDeselect={false}
          value={setup.approve}
          data={answers.map((value) => ({ value, label: t(`trial.${value}`) }))}
          onChange={(value) => onChange({ ...setup, approve: answers.find((one) => one === value) ?? 'approved' })}
        />
      )}
    </Group>
  );
}
