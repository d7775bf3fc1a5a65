import { Button, Checkbox, Group, Input, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type Expectation, expectationWords, type Scenario } from '@noi/flow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { useReportError } from '../../../errors/useReportError.ts';
import { useText } from '../../../words/useText.ts';
import { useEditor, useEditorContext } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import type { OpenTest } from '../travel/TrialSetup.ts';
import type { Trial } from '../travel/travelFacts.ts';
import { useStepNames } from '../useStepNames.ts';
import { offerExpectations } from './offerExpectations.ts';

interface SaveTestProps {
  readonly isOpen: boolean;
  readonly scenario: Scenario;
  readonly simulation: Trial;
  /** Saved again in place of making a new one. */
  readonly formerly: OpenTest | null;
  onClose(): void;
}

/** Keeps what was just seen as one of the flow's own tests. */
export function SaveTest(props: SaveTestProps) {
  const { t } = useTranslation();
  const { isOpen, formerly, onClose } = props;
  return (
    <Modal opened={isOpen} onClose={onClose} title={formerly ? t('trial.updateTestTitle', { name: formerly.name }) : t('trial.saveTestTitle')}>
      {isOpen && <SaveForm {...props} />}
    </Modal>
  );
}

const selectGraph = (state: EditorState) => state.graph;

function SaveForm({ scenario, simulation, formerly, onClose }: SaveTestProps) {
  const { t } = useTranslation();
  const text = useText();
  const report = useReportError();
  const cache = useQueryClient();
  const names = useStepNames();
  const { flowId } = useEditorContext();
  const graph = useEditor(selectGraph);
  const [offers] = useState(() => offerExpectations(graph, simulation));
  const [chosen, setChosen] = useState<readonly Expectation[]>(() => offers.filter(({ isUsual }) => isUsual).map(({ expectation }) => expectation));
  const [name, setName] = useState(formerly?.name ?? '');
  const save = useMutation(
    trpc.flowTests.save.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: trpc.flowTests.pathKey() });
        notifications.show({ color: 'jade', message: t('trial.testSaved') });
        onClose();
      },
      onError: report,
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expectations = offers.map(({ expectation }) => expectation).filter((one) => chosen.includes(one));
    save.mutate({ id: flowId, name, scenario, expectations, ...(formerly && { testId: formerly.id }) });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('trial.testHint')}
        </Text>
        <TextInput
          label={t('trial.testName')}
          placeholder={t('trial.testNameSample')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Input.Wrapper label={t('trial.expected')} labelElement="div" error={chosen.length === 0 && t('trial.chooseExpectation')}>
          <Stack gap="xs" mt="xs" role="group" aria-label={t('trial.expected')}>
            {offers.map(({ expectation }) => (
              <Checkbox
                key={JSON.stringify(expectation)}
                label={text(expectationWords(expectation, names))}
                checked={chosen.includes(expectation)}
                onChange={(event) => {
                  const isOn = event.currentTarget.checked;
                  setChosen((former) => (isOn ? [...former, expectation] : former.filter((one) => one !== expectation)));
                }}
              />
            ))}
          </Stack>
        </Input.Wrapper>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={chosen.length === 0 || name.trim() === ''}>
            {t('trial.saveTest')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
