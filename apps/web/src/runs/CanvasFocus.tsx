import { CloseButton, Group, Paper, Text } from '@mantine/core';
import { stepTitle } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { useText } from '../words/useText.ts';
import { PassPager } from './PassPager.tsx';
import classes from './RunPage.module.css';
import { type FocusedStep, focusedSteps, type Pass, type RunFocus, turnTo, wholeRun } from './runFocus.ts';

interface CanvasFocusProps {
  readonly detail: ApiOutputs['runs']['get'];
  readonly catalog: EditorCatalog;
  readonly focus: RunFocus;
  onFocus(focus: RunFocus): void;
}

/** Over the canvas: which item of which loop its marks are of, and the way back to the whole run. Silent while they are of the whole run. */
export function CanvasFocus({ detail, catalog, focus, onFocus }: CanvasFocusProps) {
  const { t } = useTranslation();
  const focused = focusedSteps(focus, detail.steps);
  if (focused.length === 0) return null;
  return (
    <Paper component="section" withBorder className={classes.focus ?? ''} aria-label={t('runs.onCanvas')}>
      <div>
        {focused.map((step) => (
          <FocusLine key={step.place} step={step} detail={detail} catalog={catalog} onTurn={(pass) => onFocus(turnTo(focus, step.place, pass))} />
        ))}
      </div>
      <CloseButton aria-label={t('runs.seeWhole')} title={t('runs.seeWhole')} onClick={() => onFocus(wholeRun)} />
    </Paper>
  );
}

interface FocusLineProps extends Pick<CanvasFocusProps, 'detail' | 'catalog'> {
  readonly step: FocusedStep;
  onTurn(pass: Pass): void;
}

function FocusLine({ step: { stepId, passes, at }, detail: { graph }, catalog, onTurn }: FocusLineProps) {
  const { t } = useTranslation();
  const text = useText();
  const step = graph.steps[stepId];
  const name = step ? text(stepTitle({ step, graph, catalog })) : stepId;
  const index = passes[at]?.index;
  const last = passes.at(-1)?.index ?? 0;
  const label =
    index === undefined
      ? t('runs.visit', { number: at + 1, count: passes.length })
      : t(step?.kind === 'repeat' ? 'runs.round' : 'runs.item', { number: index + 1, count: last + 1 });
  const turn = (to: number) => {
    const pass = passes[to];
    if (pass !== undefined) onTurn(pass);
  };
  return (
    <Group gap={6} wrap="nowrap">
      <PassPager at={at} count={passes.length} label={label} name={t('runs.passesOf', { step: name })} onTurn={turn} />
      <Text size="sm" c="dimmed" truncate>
        {name}
      </Text>
    </Group>
  );
}
