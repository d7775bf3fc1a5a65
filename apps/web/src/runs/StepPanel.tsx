import { ActionIcon, Alert, Group, Stack, Text, Title } from '@mantine/core';
import { portWords, stepTitle } from '@noi/flow';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { formatDateTime, formatLength } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import { isHeld } from './ContinueNow.tsx';
import { DataList } from './DataList.tsx';
import { Decisions } from './Decisions.tsx';
import { HeldStep } from './HeldStep.tsx';
import { inputFieldsOf } from './inputFieldsOf.ts';
import { MessageFacts } from './MessageFacts.tsx';
import { RestartStep } from './RestartStep.tsx';
import { RunStateBadge } from './RunStateBadge.tsx';
import { focusOn, type RunFocus } from './runFocus.ts';
import { visitInFocus, visitsOf } from './stepVisits.ts';
import { VisitPager } from './VisitPager.tsx';

type Detail = ApiOutputs['runs']['get'];
type StepRun = Detail['steps'][number];

interface StepPanelProps {
  readonly detail: Detail;
  readonly catalog: EditorCatalog;
  readonly stepId: string;
  readonly focus: RunFocus;
  onFocus(focus: RunFocus): void;
  onClose(): void;
}

/** What one step did in this run: state, tries, data in and out, the message it sent. */
export function StepPanel({ detail, catalog, stepId, focus, onFocus, onClose }: StepPanelProps) {
  const { t } = useTranslation();
  const text = useText();
  const step = detail.graph.steps[stepId];
  const rows = visitsOf(detail.steps, stepId);
  const at = visitInFocus(rows, focus);
  const row = rows[at];
  const turn = (to: number) => {
    const wanted = rows[to];
    if (wanted !== undefined) onFocus(focusOn(focus, wanted));
  };
  const node = step && catalog.nodeOf(step);
  const inputFields = inputFieldsOf(step, catalog);
  const message = detail.messages.find((known) => known.stepId === stepId && known.scope === row?.scope && known.visit === row.visit);

  return (
    <Stack gap="md">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} fz="1rem">
          {step ? text(stepTitle({ step, graph: detail.graph, catalog })) : stepId}
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label={t('runs.closeStep')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      {!row && <Text c="dimmed">{t('runs.notReached')}</Text>}
      {row && rows.length > 1 && <VisitPager at={at} rows={rows} onTurn={turn} />}
      {row && <StepState row={row} detail={detail} />}
      {row && <RestartStep detail={detail} catalog={catalog} row={row} />}
      {row?.error && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('runs.error')}>
          {text(row.error.text)}
          {row.error.providerMessage && (
            <Text size="xs" mt={4}>
              {t('runs.providerSays', { message: row.error.providerMessage })}
            </Text>
          )}
        </Alert>
      )}
      {row?.port && step && (step.kind === 'if' || step.kind === 'switch' || step.kind === 'split') && (
        <Text size="sm">{t('branches.taken', { branch: text(portWords(step, row.port)) })}</Text>
      )}
      {row?.reason && <Text size="sm">{text(row.reason)}</Text>}
      {message && <MessageFacts message={message} />}
      {row && row.decisions.length > 0 && (
        <Section title={t('runs.decisions')}>
          <Decisions decisions={row.decisions} />
        </Section>
      )}
      {row && row.attempts.length > 1 && <Attempts row={row} />}
      {row && step?.kind !== 'trigger' && row.input !== null && (
        <Section title={t('runs.input')}>
          <DataList value={row.input} fields={inputFields} />
        </Section>
      )}
      {row && (row.output !== null || step?.kind === 'trigger') && (
        <Section title={t('runs.output')}>
          <DataList value={row.output ?? (step?.kind === 'trigger' ? detail.event?.payload : null)} fields={node?.output ?? []} />
        </Section>
      )}
    </Stack>
  );
}

function StepState({ row, detail }: { row: StepRun; detail: Detail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isOpen = isHeld(row, detail.run.endedAt !== null);
  const length = row.endedAt && formatLength(Date.parse(row.endedAt) - Date.parse(row.startedAt), language);
  return (
    <div>
      <Group gap="xs">
        <RunStateBadge state={row.state} />
        {isOpen && row.waitUntil && <Text size="sm">{t('runs.until', { when: formatDateTime(row.waitUntil) })}</Text>}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {[t('runs.since', { from: formatDateTime(row.startedAt) }), length && t('runs.took', { length })].filter(Boolean).join(' · ')}
      </Text>
      {isOpen && <HeldStep row={row} detail={detail} />}
    </div>
  );
}

function Attempts({ row }: { row: StepRun }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Section title={t('runs.attempts')}>
      <Stack gap={6}>
        {row.attempts.map((attempt) => (
          <div key={attempt.attempt}>
            <Text size="xs" c="dimmed">
              {t('runs.attempt', { number: attempt.attempt })} · {formatDateTime(attempt.startedAt)}
            </Text>
            <Text size="sm">{attempt.error ? text(attempt.error.text) : attempt.endedAt ? t('runs.succeeded') : t('runs.running')}</Text>
          </div>
        ))}
      </Stack>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <Text size="xs" fw={600} c="dimmed" tt="uppercase" mb={6}>
        {title}
      </Text>
      {children}
    </section>
  );
}
