import { Button, Group, Input, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Scenario } from '@noi/flow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { useReportError } from '../../../errors/useReportError.ts';
import { useEditor, useEditorContext } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import type { OpenTest } from '../travel/TrialSetup.ts';
import type { Trial } from '../travel/travelFacts.ts';
import { ExpectationRow } from './ExpectationRow.tsx';
import { expectationRows, offerExpectations } from './offerExpectations.ts';

interface SaveTestProps {
  /** What was seen; `isReal`, of an event that really came, with made-up people in place of its own. */
  readonly kept: { readonly scenario: Scenario; readonly simulation: Trial; readonly isReal: boolean } | null;
  /** Saved again in place of making a new one. */
  readonly formerly: OpenTest | null;
  onClose(): void;
}

/** Keeps what was just seen as one of the flow's own tests. */
export function SaveTest(props: SaveTestProps) {
  const { t } = useTranslation();
  const { kept, formerly, onClose } = props;
  return (
    <Modal opened={kept !== null} onClose={onClose} title={formerly ? t('trial.updateTestTitle', { name: formerly.name }) : t('trial.saveTestTitle')}>
      {kept !== null && <SaveForm {...props} {...kept} />}
    </Modal>
  );
}

const selectGraph = (state: EditorState) => state.graph;

function SaveForm({ scenario, simulation, isReal, formerly, onClose }: SaveTestProps & NonNullable<SaveTestProps['kept']>) {
  const { t } = useTranslation();
  const report = useReportError();
  const cache = useQueryClient();
  const { flowId } = useEditorContext();
  const graph = useEditor(selectGraph);
  const [rows, setRows] = useState(() => expectationRows(offerExpectations(graph, simulation), formerly?.expectations ?? null));
  const chosen = rows.filter(({ isChosen }) => isChosen);
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
    const expectations = chosen.map(({ expectation }) => expectation);
    save.mutate({ id: flowId, name, scenario, expectations, isMadeUp: !isReal, ...(formerly && { testId: formerly.id }) });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('trial.testHint')}
        </Text>
        {isReal && <Text size="sm">{t('trial.testMadeUp')}</Text>}
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
            {rows.map((row, at) => (
              <ExpectationRow
                key={row.key}
                expectation={row.expectation}
                isChosen={row.isChosen}
                seen={simulation}
                onChoose={(isChosen) => setRows(rows.with(at, { ...row, isChosen }))}
                onChange={(expectation) => setRows(rows.with(at, { ...row, expectation }))}
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
