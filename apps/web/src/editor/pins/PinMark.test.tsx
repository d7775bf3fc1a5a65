import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PinMark } from './PinMark.tsx';
import { PinsContext } from './PinsContext.ts';

const drawn = (pinned: readonly string[]) =>
  renderToStaticMarkup(
    <PinsContext value={new Map(pinned.map((id) => [id, { output: {}, pinnedAt: '2026-11-22T03:00:00.000Z' }]))}>
      <PinMark stepId="find" />
    </PinsContext>,
  );

test.each([
  ['of the step is marked', ['find'], 1],
  ['of another step is not', ['other'], 0],
] as const)('a pinned output %s', (_what, pinned, marks) => {
  expect(drawn(pinned).match(/role="img"/g) ?? []).toHaveLength(marks);
});
