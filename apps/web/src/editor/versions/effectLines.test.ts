import { expect, test } from 'vitest';
import { effectLines, type StepEffect } from './effectLines.ts';

const day = 86_400_000;
const still: StepEffect = {
  ...{ stepId: 'later', title: { vi: 'Đợi 3 ngày', en: 'Wait 3 days' }, nextTitle: null, change: 'changed' },
  ...{ runs: 4, goOn: 0, messages: 0, ends: 0, longer: null, shorter: null },
};

function lines(change: Partial<StepEffect>, looked: number | null = null) {
  const told = effectLines({ ...still, ...change }, { language: 'vi', between: (least, most) => `${least}–${most}`, looked });
  return told.map(({ key, values, isLoud }) => [key, ...Object.values(values), ...(isLoud ? ['loud'] : [])]);
}

test.each<[string, Partial<StepEffect>, unknown[][]]>([
  ['a step that only asks in other words', {}, [['stillWaits']]],
  ['a step before others that changed', { change: 'ahead' }, [['aheadOnly']]],
  ['a wait that is longer for all alike', { longer: { runs: 4, leastMs: 2 * day, mostMs: 2 * day } }, [['longer', 4, '2 ngày']]],
  [
    'a wait that is over for some',
    { shorter: { runs: 4, leastMs: 0.5 * day, mostMs: 2 * day }, goOn: 1, messages: 1, ends: 1 },
    [
      ['shorter', 4, '12 giờ–2 ngày'],
      ['goOn', 1],
      ['messages', 1, 'loud'],
      ['ends', 1],
    ],
  ],
  ['a step that is gone, with nothing to send behind it', { change: 'removed', goOn: 4 }, [['gone'], ['goOn', 4], ['noMessages', 0]]],
])('%s', (_, change, expected) => {
  expect(lines(change)).toEqual(expected);
});

test('where not all runs were looked at, that is said', () => {
  expect(lines({}, 500)).toEqual([['stillWaits'], ['looked', 500]]);
});
