import { Alert, Drawer, Select, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { ConcurrencyForm } from './ConcurrencyForm.tsx';
import { DedupeForm } from './DedupeForm.tsx';
import { EntryForm } from './EntryForm.tsx';
import { FrequencyCapForm } from './FrequencyCapForm.tsx';
import { GatherForm } from './GatherForm.tsx';
import { GoalForm } from './GoalForm.tsx';
import { InputsForm } from './InputsForm.tsx';
import { OpeningHoursForm } from './OpeningHoursForm.tsx';
import { OutputsForm } from './OutputsForm.tsx';
import { QuietHoursForm } from './QuietHoursForm.tsx';
import { useSettingsEdit } from './useSettingsEdit.ts';

const selectStart = ({ graph }: EditorState) => Object.values(graph.steps).find(({ kind }) => kind === 'trigger');
const selectIsOpen = (state: EditorState) => state.isShowingSettings;
const timezones = Intl.supportedValuesOf('timeZone');

/** What holds for the flow as a whole: its clock, and when and how often it may write to a customer. */
export function FlowSettingsDrawer() {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const isOpen = useEditor(selectIsOpen);
  return (
    <Drawer opened={isOpen} onClose={() => store.getState().showSettings(false)} position="right" size={440} title={t('flowSettings.title')}>
      {isOpen && <FlowSettingsForm />}
    </Drawer>
  );
}

function FlowSettingsForm() {
  const { t } = useTranslation();
  const { settings, change, problemOf } = useSettingsEdit();
  const names = timezones.includes(settings.timezone) ? timezones : [settings.timezone, ...timezones];
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('flowSettings.hint')}
      </Text>
      <QuietHoursForm />
      <FrequencyCapForm />
      <Alert color="gray" icon={<IconInfoCircle size={18} />}>
        {t('flowSettings.law')}
      </Alert>
      <Select
        label={t('flowSettings.timezone')}
        description={t('flowSettings.timezoneHint')}
        data={names}
        searchable
        allowDeselect={false}
        limit={50}
        value={settings.timezone}
        error={problemOf('timezone')}
        onChange={(timezone) => timezone && change({ ...settings, timezone })}
      />
      <OpeningHoursForm />
      <EntryForms />
      <GoalForm />
      <InputsForm />
      <OutputsForm />
    </Stack>
  );
}

/** Who may enter, and how many at once. Whoever calls a flow waits for an answer, so each call is a run of its own at once. */
function EntryForms() {
  const { t } = useTranslation();
  const { catalog } = useEditorContext();
  const start = useEditor(selectStart);
  if (start?.kind === 'trigger' && catalog.trigger(start.node, start.nodeVersion)?.event === 'flow.called') {
    return (
      <Alert color="gray" icon={<IconInfoCircle size={18} />} title={t('entry.entry')}>
        {t('entry.called')}
      </Alert>
    );
  }
  return (
    <>
      <DedupeForm />
      <EntryForm />
      <ConcurrencyForm />
      <GatherForm />
    </>
  );
}
