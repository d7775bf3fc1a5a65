import type { Step } from '@noi/flow';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PassPager } from './PassPager.tsx';
import { placeOf, type RunFocus, turnTo } from './runFocus.ts';
import classes from './Story.module.css';
import { firstRound, type StoryLine } from './storyLines.ts';

interface StoryRoundsProps {
  readonly step: Step | undefined;
  readonly line: StoryLine;
  readonly focus: RunFocus;
  onFocus(focus: RunFocus): void;
  children(lines: readonly StoryLine[]): ReactNode;
}

/** What ran inside a container: of a loop one item at a time, paged. */
export function StoryRounds({ step, line: { row, rounds }, focus, onFocus, children }: StoryRoundsProps) {
  const { t } = useTranslation();
  const place = placeOf(row);
  const pass = focus.get(place);
  const chosen = pass?.visit === row.visit ? rounds.findIndex(({ index }) => index === pass.index) : -1;
  const at = chosen === -1 ? firstRound(rounds) : chosen;
  const round = rounds[at];
  if (!round) return null;
  const isLoop = step?.kind === 'forEach' || step?.kind === 'repeat';
  const turn = (to: number) => {
    const index = rounds[to]?.index;
    if (index !== undefined) onFocus(turnTo(focus, place, { visit: row.visit, index }));
  };

  return (
    <div className={classes.rounds}>
      {isLoop && (
        <PassPager
          at={at}
          count={rounds.length}
          size="xs"
          label={t(step?.kind === 'repeat' ? 'runs.round' : 'runs.item', { number: round.index + 1, count: (rounds.at(-1)?.index ?? 0) + 1 })}
          onTurn={turn}
        />
      )}
      {children(round.lines)}
    </div>
  );
}
