import type { ApiOutputs } from '../../api/trpc.ts';
import { formatLength } from '../../words/format.ts';
import type { Language } from '../../words/startWords.ts';

export type StepEffect = ApiOutputs['flows']['publishPreview']['steps'][number];

/** One sentence about moved runs: a key of the words `versions`, with what fills it. */
export interface EffectLine {
  readonly key: 'gone' | 'aheadOnly' | 'stillWaits' | 'longer' | 'shorter' | 'goOn' | 'messages' | 'noMessages' | 'ends' | 'looked';
  readonly values: Readonly<Record<string, string | number>>;
  /** It reaches customers. */
  readonly isLoud: boolean;
}

type Shift = NonNullable<StepEffect['longer']>;

/** What becomes of the runs at one step if they are moved, in the order in which people ask: the step, the wait, what happens now. `looked`: how many of all runs were looked at. */
export function effectLines(
  effect: StepEffect,
  { language, between, looked }: { language: Language; between: (least: string, most: string) => string; looked: number | null },
) {
  const { change, goOn, messages, ends, longer, shorter } = effect;
  const lines: EffectLine[] = [];
  const say = (key: EffectLine['key'], values: EffectLine['values'] = {}) => void lines.push({ key, values, isLoud: key === 'messages' });
  const time = ({ leastMs, mostMs }: Shift) => {
    const [least, most] = [formatLength(leastMs, language) ?? '', formatLength(mostMs, language) ?? ''];
    return least === most || least === '' ? most : between(least, most);
  };
  if (change === 'removed') say('gone');
  if (longer) say('longer', { runs: longer.runs, time: time(longer) });
  if (shorter) say('shorter', { runs: shorter.runs, time: time(shorter) });
  if (goOn > 0) say('goOn', { count: goOn });
  if (goOn > 0) say(messages > 0 ? 'messages' : 'noMessages', { count: messages });
  if (ends > 0) say('ends', { count: ends });
  if (lines.length === 0) say(change === 'ahead' ? 'aheadOnly' : 'stillWaits');
  if (looked !== null) say('looked', { count: looked });
  return lines;
}
