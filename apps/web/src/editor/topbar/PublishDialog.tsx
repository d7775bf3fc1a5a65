import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { runningGraph, validateGraph } from '@noi/flow';
import { IconAlertCircle, IconFlask, IconMessage2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queryClient, trpc } from '../../api/trpc.ts';
import { readError } from '../../errors/readError.ts';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { FixButton } from '../issues/FixButton.tsx';
import { useGoToIssue } from '../issues/useGoToIssue.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import type { FlowFacts } from '../useForeignChanges.ts';
import { type Choices, InFlightChoices } from '../versions/InFlightChoices.tsx';
import { usePublishPreview } from '../versions/usePublishPreview.ts';
import { FailedTests, failedTestsIn } from './FailedTests.tsx';

const selectGraph = (state: EditorState) => state.graph;

interface PublishDialogProps {
  readonly isOpen: boolean;
  readonly facts: FlowFacts;
  onClose(): void;
}

/** Says what going live will do, and to whom; a flow with things to fix says which instead. */
export function PublishDialog({ isOpen, facts, onClose }: PublishDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('editor.publishTitle')} size="md">
      {isOpen && <PublishBody facts={facts} onClose={onClose} />}
    </Modal>
  );
}

function PublishBody({ facts, onClose }: Omit<PublishDialogProps, 'isOpen'>) {
  const { t } = useTranslation();
  const text = useText();
  const { flowId, catalog, connections, queue } = useEditorContext();
  const graph = useEditor(selectGraph);
  const goTo = useGoToIssue();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [failedTests, setFailedTests] = useState<ReturnType<typeof failedTestsIn>>(null);
  const [isForced, setForced] = useState(false);
  const [name, setName] = useState('');
  const [inFlight, setInFlight] = useState<Choices>({});

  const errors = validateGraph({ graph, catalog, connections: connections.map(({ id, type, state }) => ({ id, type, state })) }).filter(
    (issue) => issue.severity === 'error',
  );
  const preview = usePublishPreview({ isWanted: facts.liveVersion !== null && errors.length === 0 });
  const steps = Object.values(runningGraph(graph).steps);
  const trigger = steps.find((step) => step.kind === 'trigger');
  const messages = steps.filter((step) => step.kind === 'action' && catalog.action(step.node, step.nodeVersion)?.message);
  const used = new Set(steps.flatMap((step) => ('connectionId' in step && step.connectionId ? [step.connectionId] : [])));
  const isSandbox = connections.some((connection) => used.has(connection.id) && connection.mode === 'sandbox');
  const titleOf = (step: (typeof steps)[number]) => text(describeStep(step, graph, catalog).title);

  async function publish() {
    setBusy(true);
    setProblem(null);
    try {
      const revision = await queue.flush();
      const { number } = await api.flows.publish.mutate({ id: flowId, revision, name, inFlight, despiteTests: isForced });
      await Promise.all([facts.refresh(), queryClient.invalidateQueries({ queryKey: trpc.flows.move.queryKey({ id: flowId }) })]);
      notifications.show({ color: 'jade', message: t('editor.published', { version: number }) });
      onClose();
    } catch (error) {
      const failed = failedTestsIn(error);
      setFailedTests(failed);
      setForced(false);
      setProblem(failed === null ? text(readError(error).text) : null);
    } finally {
      setBusy(false);
    }
  }

  if (errors.length > 0) {
    return (
      <Stack gap="sm">
        <Alert color="red" icon={<IconAlertCircle size={18} />} title={t('editor.publishBlocked', { count: errors.length })}>
          <List size="sm" spacing={4}>
            {errors.map((issue) => {
              const step = issue.stepId === undefined ? undefined : graph.steps[issue.stepId];
              return (
                <List.Item key={`${issue.stepId ?? ''}:${issue.field ?? ''}:${issue.code}`}>
                  {step && <b>{titleOf(step)}: </b>}
                  {text(issue.message)}
                  <Group gap={6} mt={4}>
                    <FixButton issue={issue} />
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('marks.goToIssue', { issue: text(issue.message) })}
                      onClick={() => {
                        goTo(issue);
                        onClose();
                      }}
                    >
                      {t('marks.goThere')}
                    </Button>
                  </Group>
                </List.Item>
              );
            })}
          </List>
        </Alert>
        <Group justify="flex-end">
          <Button
            onClick={() => {
              const [first] = errors;
              if (first) goTo(first);
              onClose();
            }}
          >
            {t('editor.goFix')}
          </Button>
        </Group>
      </Stack>
    );
  }

  return (
    <Stack gap="sm">
      <Text size="sm">{t('editor.publishStarts', { trigger: trigger ? titleOf(trigger) : '' })}</Text>
      {messages.length > 0 ? (
        <Alert color="blue" icon={<IconMessage2 size={18} />} title={t('editor.publishMessages', { count: messages.length })}>
          <List size="sm" spacing={2}>
            {messages.map((step) => (
              <List.Item key={step.id}>{titleOf(step)}</List.Item>
            ))}
          </List>
        </Alert>
      ) : (
        <Text size="sm" c="dimmed">
          {t('editor.publishNoMessages')}
        </Text>
      )}
      {isSandbox && (
        <Alert color="yellow" icon={<IconFlask size={18} />}>
          {t('editor.publishSandbox')}
        </Alert>
      )}
      {facts.liveVersion !== null && !preview.isError && <InFlightChoices preview={preview.data} choices={inFlight} onChange={setInFlight} />}
      {facts.liveVersion !== null && (preview.isError || preview.data?.runs === 0) && (
        <Text size="sm" c="dimmed">
          {t('editor.publishOldRuns')}
        </Text>
      )}
      <TextInput
        label={t('versions.name')}
        description={t('versions.nameHint')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {failedTests && <FailedTests failed={failedTests} isForced={isForced} onForce={setForced} />}
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button loading={isBusy} disabled={failedTests !== null && !isForced} onClick={() => void publish()}>
          {t(failedTests === null ? 'editor.publishConfirm' : 'trial.publishDespite')}
        </Button>
      </Group>
    </Stack>
  );
}
