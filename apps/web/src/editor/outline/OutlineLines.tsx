import { ActionIcon, TextInput } from '@mantine/core';
import { isContainer, portWords } from '@noi/flow';
import { IconAlertCircle, IconAlertTriangle, IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { offState } from '../canvas/projectGraph.ts';
import { StepMark } from '../canvas/StepMark.tsx';
import { StepIcon } from '../canvas/stepLook.tsx';
import { StepPeople } from '../people/StepPeople.tsx';
import { PinMark } from '../pins/PinMark.tsx';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { LineButtons } from './LineButtons.tsx';
import classes from './Outline.module.css';
import { useOutlineView } from './OutlineContext.ts';
import { emptyKey, stepKey, wayKey } from './outlineRows.ts';
import type { OutlineStep, OutlineWay } from './outlineTree.ts';
import { useWayWords } from './useWayWords.ts';

const selectIssues = (state: EditorState) => state.issues;
const selectSteps = (state: EditorState) => state.selectedSteps;

/** The lines of one list, with what hangs on each of them nested below it. */
export function OutlineLines({ lines }: { lines: readonly OutlineStep[] }) {
  return lines.map((line, index) => <StepLine key={line.step.id} line={line} place={index + 1} />);
}

function StepLine({ line, place }: { line: OutlineStep; place: number }) {
  const { t } = useTranslation();
  const { collapsed, renaming, act } = useOutlineView();
  const { step, body, ways } = line;
  const isFolded = collapsed.has(step.id);

  return (
    <li>
      {line.entry !== null && line.entry !== 'start' && <div className={classes.entry}>{t(`outline.entry.${line.entry}`, { number: place })}</div>}
      {renaming === step.id ? <NameLine line={line} /> : <StepRow line={line} />}
      {body && !isFolded && (
        <ol className={classes.nested}>
          <OutlineLines lines={body} />
          {body.length === 0 && (
            <li>
              <div className={classes.row}>
                <PlainLine rowKey={emptyKey(step.id)} onPress={() => act.addInside(step.id)}>
                  <IconPlus size={15} aria-hidden="true" /> {t('outline.addFirst')}
                </PlainLine>
              </div>
            </li>
          )}
        </ol>
      )}
      {ways.length > 0 && (
        <ul className={classes.nested} data-plain={ways.every(({ port, chain }) => port === 'next' && chain.length === 0) || undefined}>
          {ways.map((way) => (
            <WayLine key={wayKey(way)} way={way} />
          ))}
        </ul>
      )}
    </li>
  );
}

function StepRow({ line: { step, number } }: { line: OutlineStep }) {
  const { t } = useTranslation();
  const text = useText();
  const { graph, catalog, collapsed, current, standOn, act, openMenu } = useOutlineView();
  const isChosen = useEditor(selectSteps).includes(step.id);
  const issues = useEditor(selectIssues).filter(({ stepId }) => stepId === step.id);
  const face = describeStep(step, graph, catalog);
  const key = stepKey(step.id);
  const isFolded = collapsed.has(step.id);
  const title = text(face.title);
  const summary = text(face.summary);

  return (
    <div className={classes.row} data-active={isChosen || undefined} data-current={current === key || undefined}>
      {isContainer(step) && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          tabIndex={current === key ? 0 : -1}
          aria-expanded={!isFolded}
          aria-label={t(isFolded ? 'containers.unfold' : 'containers.fold', { step: title })}
          onClick={() => act.fold(step.id)}
        >
          {isFolded ? <IconChevronRight size={15} /> : <IconChevronDown size={15} />}
        </ActionIcon>
      )}
      <button
        type="button"
        className={classes.line}
        data-row={key}
        tabIndex={current === key ? 0 : -1}
        aria-current={isChosen || undefined}
        onFocus={() => standOn(key)}
        // A click that no pointer made comes from Enter.
        onClick={(click) => act.open(step.id, click.detail === 0)}
        onContextMenu={(click) => {
          click.preventDefault();
          openMenu(key);
        }}
      >
        <span className={classes.number}>{number}.</span>
        <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} size={30} />
        <span className={classes.words}>
          <span className={classes.title}>{title}</span>
          {summary !== '' && <span className={classes.summary}>{summary}</span>}
          {issues.map((issue) => (
            <span
              key={`${issue.code}:${issue.field ?? ''}:${issue.message.en}`}
              className={classes.issue}
              data-mild={issue.severity === 'warning' || undefined}
            >
              {issue.severity === 'error' ? <IconAlertCircle size={14} aria-hidden="true" /> : <IconAlertTriangle size={14} aria-hidden="true" />}
              {text(issue.message)}
            </span>
          ))}
        </span>
      </button>
      <PinMark stepId={step.id} />
      <StepMark errors={0} warnings={0} run={undefined} off={offState(graph, step)} />
      <StepPeople stepId={step.id} />
      <LineButtons rowKey={key} name={`${number}. ${title}`} />
    </div>
  );
}

function NameLine({ line: { step, number } }: { line: OutlineStep }) {
  const { t } = useTranslation();
  const text = useText();
  const { graph, catalog, rename, act } = useOutlineView();
  const { name: own, ...unnamed } = step;
  const [name, setName] = useState(own ?? '');
  const end = (isKept: boolean) => {
    rename(null);
    act.setName(step.id, isKept ? name : (own ?? ''));
  };

  return (
    <div className={classes.row} data-current>
      <span className={classes.number}>{number}.</span>
      <TextInput
        flex={1}
        autoFocus
        size="sm"
        aria-label={t('outline.renameStep', { number })}
        placeholder={text(describeStep(unnamed, graph, catalog).title)}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => end(true)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') end(true);
          else if (event.key === 'Escape') end(false);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </div>
  );
}

function WayLine({ way }: { way: OutlineWay }) {
  const { act } = useOutlineView();
  const text = useText();
  const wordsOf = useWayWords();
  const key = wayKey(way);
  const words = wordsOf(way);
  const press = () => {
    if (way.goesTo !== null) act.goTo(stepKey(way.goesTo));
    else act.addAt({ kind: 'way', key, parent: null, way });
  };

  return (
    <li>
      <div className={classes.row} data-way>
        <PlainLine rowKey={key} onPress={press}>
          {words}
        </PlainLine>
        <LineButtons rowKey={key} name={`${words} (${text(portWords(way.from, way.port))})`} />
      </div>
      {way.chain.length > 0 && (
        <ol className={classes.nested}>
          <OutlineLines lines={way.chain} />
        </ol>
      )}
    </li>
  );
}

function PlainLine({ rowKey, onPress, children }: { rowKey: string; onPress(): void; children: React.ReactNode }) {
  const { current, standOn, openMenu } = useOutlineView();
  return (
    <button
      type="button"
      className={classes.line}
      data-row={rowKey}
      tabIndex={current === rowKey ? 0 : -1}
      onFocus={() => standOn(rowKey)}
      onClick={onPress}
      onContextMenu={(click) => {
        click.preventDefault();
        openMenu(rowKey);
      }}
    >
      <span className={classes.way}>{children}</span>
    </button>
  );
}
